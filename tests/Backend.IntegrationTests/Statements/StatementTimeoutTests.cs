using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Persistence.Statements;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Backend.IntegrationTests.Statements;

/// <summary>Statements that take too long are ended, and told of in the log.</summary>
public sealed class StatementTimeoutTests : IAsyncLifetime
{
    private const string Secret = "the-value-of-a-parameter";

    private readonly LogCapture log = new("SlowStatementLog");
    private readonly BackendServer server;

    public StatementTimeoutTests() => server = new BackendServer("Backend:Database:StatementTimeoutSeconds=1")
    {
        Configure = services => services.AddSingleton<ILoggerProvider>(log),
    };

    private static bool IsPostgreSql => TestDatabase.Server is not null;

    // Goes on for longer than anybody waits.
    private static string Endless => IsPostgreSql
        ? "SELECT 1::bigint AS \"Value\" FROM pg_sleep(600) WHERE {0} <> ''"
        : "SELECT (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n) AS \"Value\" WHERE {0} <> ''";

    private static string EndlessUpdate => IsPostgreSql
        ? "UPDATE workspaces_workspaces SET name = 'changed' FROM pg_sleep(600)"
        : "UPDATE workspaces_workspaces SET name = (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n)";

    [Fact]
    public async Task Statement_over_its_time_is_ended_with_a_code_and_the_connection_goes_on()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => db.Database.SqlQueryRaw<long>(Endless, Secret).ToListAsync());
        Assert.Equal("TIMEOUT", Code(error));
        Assert.Equal([7L], await db.Database.SqlQueryRaw<long>("SELECT 7 AS \"Value\"").ToListAsync());
    }

    [Fact]
    public async Task Write_over_its_time_is_ended_and_undone()
    {
        await using (var scope = server.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            await db.Database.ExecuteSqlAsync($"UPDATE workspaces_workspaces SET name = 'half'");
            Assert.Equal("TIMEOUT", Code(await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(EndlessUpdate))));
        }

        using var client = server.Client();
        Assert.NotEqual("half", (await client.QueryAsync("{ workspace { name } }")).Text("workspace.name"));
        await client.QueryAsync("mutation { teamCreate(input: { key: \"AFTER\", name: \"After\" }) { team { key } } }");
    }

    [Fact]
    public async Task Maintenance_takes_its_time_and_what_follows_does_not()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var limited = await LimitsAsync(db);
        await using (await db.LiftStatementTimeoutAsync(CancellationToken.None))
            Assert.Equal((86_400, IsPostgreSql ? "0" : null), await LimitsAsync(db));
        Assert.Equal(limited, await LimitsAsync(db));
        Assert.Equal(IsPostgreSql ? "1s" : null, limited.OnServer);
    }

    [Fact]
    public async Task Slow_statement_is_logged_with_its_request_and_without_values()
    {
        await using var scope = server.Services.CreateAsyncScope();
        (scope.ServiceProvider.GetRequiredService<DatabaseScope>().Operation, scope.ServiceProvider.GetRequiredService<DatabaseScope>().RequestId) = ("Board", "request-7");
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.SqlQueryRaw<long>(Endless, Secret).ToListAsync());
        var line = Assert.Single(log.Lines, logged => logged.Contains("request-7", StringComparison.Ordinal));
        Assert.Matches("^Warning: Slow statement: [0-9]{3,} ms, operation Board, request request-7: SELECT", line);
        Assert.DoesNotContain(Secret, line, StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task Mutation_that_waits_too_long_for_a_lock_answers_with_a_code_and_is_in_the_log()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        await using var blocking = new NpgsqlConnection(await ConnectionStringAsync());
        await blocking.OpenAsync();
        await using (await blocking.BeginTransactionAsync())
        {
            await using var take = new NpgsqlCommand("UPDATE platform_counters SET value = value", blocking);
            await take.ExecuteNonQueryAsync();
            Assert.Equal("TIMEOUT", await client.FailAsync(
                "mutation Waits($t: ID!) { issueCreate(input: { teamId: $t, title: \"Late\" }) { syncId } }", new { t = team }));
        }

        Assert.Contains(log.Lines, line => line.Contains("operation Waits, request ", StringComparison.Ordinal) && line.Contains("platform_counters", StringComparison.Ordinal));
        await client.QueryAsync("mutation Waits($t: ID!) { issueCreate(input: { teamId: $t, title: \"In time\" }) { syncId } }", new { t = team });
    }

    public Task InitializeAsync() => server.InitializeAsync();

    public Task DisposeAsync() => server.DisposeAsync();

    private string? Code(Exception error) => (server.Services.GetRequiredService<DatabaseFailures>().Map(error) as ICodedException)?.Code;

    private async Task<string> ConnectionStringAsync()
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database.GetDbConnection().Database;
        return new NpgsqlConnectionStringBuilder(TestDatabase.Server) { Database = database }.ConnectionString;
    }

    private static async Task<(int? OfCommand, string? OnServer)> LimitsAsync(BackendDbContext db) => (
        db.Database.GetCommandTimeout(),
        IsPostgreSql ? (await db.Database.SqlQueryRaw<string>("SELECT current_setting('statement_timeout') AS \"Value\"").ToListAsync())[0] : null);
}
