using Microsoft.Data.Sqlite;

namespace Backend.Platform.Persistence;

/// <summary>A copy of a database file, made while it may be in use, to go back to.</summary>
internal sealed class SqliteCopy
{
    private readonly string connectionString;
    private readonly string path;

    private SqliteCopy(string connectionString, string path) => (this.connectionString, this.path) = (connectionString, path);

    /// <summary>Copies the database beside itself.</summary>
    public static async Task<SqliteCopy> MakeAsync(string connectionString, CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        var copy = new SqliteCopy(connectionString, $"{file}.before-migration");
        // Left by a process that ended in the middle: what is in the database now counts.
        File.Delete(copy.path);
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $path";
        command.Parameters.AddWithValue("$path", copy.path);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return copy;
    }

    /// <summary>Makes the database what the copy is. Other connections may stay open: it is written as one transaction.</summary>
    public void PutBack()
    {
        using (var source = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False"))
        using (var target = new SqliteConnection(connectionString))
        {
            source.Open();
            target.Open();
            source.BackupDatabase(target);
        }

        Discard();
    }

    /// <summary>Deletes the copy.</summary>
    public void Discard() => File.Delete(path);
}
