using Npgsql;

namespace Backend.Platform.Persistence.PostgreSql;

/// <summary>The database itself: created where it is missing, and locked while one node changes its schema.</summary>
internal static class PostgreSqlDatabase
{
    // Any number that nobody else uses: "backend" in ASCII.
    private const long MigrationLock = 0x6261636b656e64;

    /// <summary>Creates the database where the server has none of that name. Several nodes may do so at once.</summary>
    public static async Task CreateIfMissingAsync(string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(connectionString, cancellationToken);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateAsync(connectionString, cancellationToken);
        }
    }

    /// <summary>Waits until no other node migrates, and keeps others waiting until it is disposed.</summary>
    public static async Task<IAsyncDisposable> LockAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(connectionString, cancellationToken);
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT pg_advisory_lock({MigrationLock})";
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellationToken);
            // The lock is the session's: closing the connection gives it back, however this process ends.
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task CreateAsync(string connectionString, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var name = settings.Database!.Replace("\"", "\"\"", StringComparison.Ordinal);
        settings.Database = "postgres";
        await using var connection = await OpenAsync(settings.ConnectionString, cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE \"{name}\"";
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exists) when (exists.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node was faster.
        }
    }

    // Outside the pool: what it leaves behind must not reach a request.
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
