using Microsoft.Data.Sqlite;

namespace Backend.Platform.Persistence;

/// <summary>
/// Lets one process at a time change the schema of a database file: whoever holds <c>….migrating</c> open. The operating
/// system gives it back, however a process ends; the file itself stays, because deleting it would let two have one each.
/// </summary>
internal static class SqliteFileLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static async Task<IAsyncDisposable> TakeAsync(string connectionString, CancellationToken cancellationToken)
    {
        var path = $"{new SqliteConnectionStringBuilder(connectionString).DataSource}.migrating";
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (!cancellationToken.IsCancellationRequested && File.Exists(path))
            {
                await Task.Delay(Poll, cancellationToken);
            }
        }
    }
}
