using Npgsql;

namespace Backend.IntegrationTests.Replicas;

/// <summary>The streaming replica of the server that tests run on. It can be told to apply nothing for a while.</summary>
public static class TestReplica
{
    /// <summary>The variable that names it, as a connection string of a superuser.</summary>
    public const string Variable = "BACKEND_TEST_POSTGRESQL_REPLICA";

    /// <summary>The replica; null where none is configured.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    /// <summary>Applies nothing until what it gives is disposed. What was written before is applied first.</summary>
    public static async Task<IAsyncDisposable> PauseAsync()
    {
        await Eventually.TrueAsync(async () => await ReadAsync(TestDatabase.Server!, "SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint")
            <= await ReadAsync(Server!, "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint"));
        await ReadAsync(Server!, "SELECT 1::bigint FROM (SELECT pg_wal_replay_pause()) AS asked");
        await Eventually.TrueAsync(async () =>
            await ReadAsync(Server!, "SELECT CASE pg_get_wal_replay_pause_state() WHEN 'paused' THEN 1 ELSE 0 END::bigint") == 1);
        return new Paused();
    }

    private static async Task<long> ReadAsync(string server, string question)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(question, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed class Paused : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await ReadAsync(Server!, "SELECT 1::bigint FROM (SELECT pg_wal_replay_resume()) AS asked");
    }
}
