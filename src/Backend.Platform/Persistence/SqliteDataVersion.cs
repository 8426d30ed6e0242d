using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Backend.Platform.Persistence;

/// <summary>
/// SQLite's own: <see href="https://www.sqlite.org/pragma.html#pragma_data_version">data_version</see> changes for a
/// connection when another one, of this process or not, has committed. The connection that asks never writes, so it sees
/// every commit. Asking takes microseconds: it looks at the log's index, which is shared memory.
/// </summary>
internal sealed class SqliteDataVersion(PersistenceOptions options) : DataVersion, IDisposable
{
    private readonly Lock gate = new();
    private SqliteConnection? connection;
    private sqlite3_stmt? statement;

    public override long? Read()
    {
        lock (gate)
        {
            var asking = statement ??= Prepare();
            try
            {
                // A busy database cannot be told to be unchanged.
                return raw.sqlite3_step(asking) == raw.SQLITE_ROW ? raw.sqlite3_column_int64(asking, 0) : null;
            }
            finally
            {
                _ = raw.sqlite3_reset(asking);
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            statement?.Dispose();
            connection?.Dispose();
        }
    }

    private sqlite3_stmt Prepare()
    {
        connection?.Dispose();
        connection = new SqliteConnection(options.Database.ConnectionString);
        connection.Open();
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v2(connection.Handle!, "PRAGMA data_version", out var prepared), connection.Handle);
        return prepared;
    }
}
