using System.Net;
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

    private static async Task<int> CountAsync(GraphQLClient client) =>
        (await client.QueryAsync("{ issues(first: 1) { totalCount } }")).At("issues.totalCount").GetInt32();

    private static string? Code(System.Text.Json.JsonElement answer) =>
        answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
}
