using Backend.Platform.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Backend.Platform.Jobs;

/// <summary>
/// Each worker holds an advisory lock on a connection of its own, which the server gives back when the connection ends. Where
/// a pooler in between keeps sessions from having locks, nobody is known to be dead, and leases run out as ever.
/// </summary>
internal sealed partial class PostgreSqlWorkerPresence(PersistenceOptions options, ILogger<PostgreSqlWorkerPresence> logger) : WorkerPresence
{
    // "jobs": tells these locks from others.
    private const int LockClass = 0x6A6F6273;
    private NpgsqlConnection? held;

    protected override async Task AppearAsync(CancellationToken cancellationToken)
    {
        if (held is { FullState: System.Data.ConnectionState.Open })
            return;
        await LeaveAsync();
        // Outside the pool: others must not get to hold the lock.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Database.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock($1, $2)", connection) { Parameters = { new() { Value = LockClass }, new() { Value = Number } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
            held = connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    protected override async Task<IReadOnlySet<int>> FindDeadAsync(IReadOnlyList<int> workers, CancellationToken cancellationToken)
    {
        try
        {
            // On the connection that holds the lock: should it be broken, this is how one gets to know.
            await AppearAsync(cancellationToken);
            var alive = await ReadAsync(held!, cancellationToken);
            return alive.Contains(Number) ? workers.Where(worker => !alive.Contains(worker)).ToHashSet() : [];
        }
        catch (NpgsqlException error)
        {
            // The next look opens another connection.
            LogBroken(logger, error);
            await LeaveAsync();
            return new HashSet<int>();
        }
    }

    protected override async Task LeaveAsync()
    {
        if (held is not { } connection)
            return;
        held = null;
        await connection.DisposeAsync();
    }

    private static async Task<HashSet<int>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT objid::bigint FROM pg_locks
            WHERE locktype = 'advisory' AND classid = $1 AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            connection)
        {
            Parameters = { new() { Value = (uint)LockClass, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } },
        };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var alive = new HashSet<int>();
        while (await rows.ReadAsync(cancellationToken))
            alive.Add((int)rows.GetInt64(0));
        return alive;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The connection that shows that this worker lives is broken")]
    private static partial void LogBroken(ILogger logger, Exception error);
}
