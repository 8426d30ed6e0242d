using System.Net;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Backend.IntegrationTests.Faults;

/// <summary>The database goes away while the server runs, and comes back.</summary>
public sealed class DatabaseAwayTests
{
    [PostgreSqlFact]
    public async Task Database_that_goes_away_is_unavailable_and_comes_back_without_a_restart()
    {
        var address = new NpgsqlConnectionStringBuilder(TestDatabase.Server);
        await using var proxy = new TcpProxy(address.Host!, address.Port);
        var server = new BackendServer { DatabasePort = proxy.Port };
        await server.InitializeAsync();
        try
        {
            using var client = server.Client();
            var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
            var before = await CountAsync(client);

            proxy.Cut();

            Assert.Equal("UNAVAILABLE", Code(await client.SendAsync("{ viewer { name } }")));
            var create = new { t = team };
            const string Mutation = "mutation($t: ID!) { issueCreate(input: { teamId: $t, title: \"Lost?\" }) { issue { id } } }";
            Assert.Equal("UNAVAILABLE", Code(await client.SendAsync(Mutation, create)));
            using var ready = await client.Http.GetAsync("/health/ready");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            using var live = await client.Http.GetAsync("/health/live");
            Assert.Equal(HttpStatusCode.OK, live.StatusCode);

            proxy.Restore();

            Assert.Equal(before, await CountAsync(client));
            await client.QueryAsync(Mutation, create);
            Assert.Equal(before + 1, await CountAsync(client));
        }
        finally
        {
            proxy.Restore();
            await server.DisposeAsync();
        }
    }

    [PostgreSqlFact]
    public async Task First_requests_after_the_database_was_restarted_succeed()
    {
        var address = new NpgsqlConnectionStringBuilder(TestDatabase.Server);
        await using var proxy = new TcpProxy(address.Host!, address.Port);
        var server = new BackendServer { DatabasePort = proxy.Port };
        await server.InitializeAsync();
        try
        {
            using var client = server.Client();
            const string Mutation = "mutation { teamCreate(input: { key: \"BACK\", name: \"Back\" }) { team { key } } }";
            // Several connections wait in the pool, and all of them end.
            await FillPoolAsync(client);
            Restart(proxy);
            await FillPoolAsync(client);
            Restart(proxy);
            Assert.Equal("BACK", (await client.QueryAsync(Mutation)).Text("teamCreate.team.key"));
            // As the server says it when it is stopped: the connections end with a message.
            await EndConnectionsAsync(server);
            await FillPoolAsync(client);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static Task FillPoolAsync(GraphQLClient client) => Task.WhenAll(Enumerable.Range(0, 12).Select(_ => CountAsync(client)));

    private static void Restart(TcpProxy proxy)
    {
        proxy.Cut();
        proxy.Restore();
    }

    private static async Task EndConnectionsAsync(BackendServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database.GetDbConnection().Database;
        await using var connection = new NpgsqlConnection(TestDatabase.Server);
        await connection.OpenAsync();
        await using var end = new NpgsqlCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", connection);
        end.Parameters.AddWithValue(database);
        await end.ExecuteNonQueryAsync();
    }

    private static async Task<int> CountAsync(GraphQLClient client) =>
        (await client.QueryAsync("{ issues(first: 1) { totalCount } }")).At("issues.totalCount").GetInt32();

    private static string? Code(System.Text.Json.JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
