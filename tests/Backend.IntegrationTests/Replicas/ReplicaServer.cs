using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace Backend.IntegrationTests.Replicas;

/// <summary>A server that may read from the streaming replica, and what tests ask it.</summary>
internal sealed class ReplicaServer : IAsyncDisposable
{
    private static readonly string[] People = ["ada", "grace", "linus"];

    private readonly ServersAsked asked = new();

    private ReplicaServer(BackendServer server) => Server = server;

    public BackendServer Server { get; }

    /// <summary>Where the database itself listens.</summary>
    public static int DatabasePort => new NpgsqlConnectionStringBuilder(TestDatabase.Server).Port;

    /// <summary>Starts one, and waits until it may read from the replica.</summary>
    /// <param name="replica">The replica, or what is said to be one.</param>
    /// <param name="maxLagSeconds">How far behind it may be.</param>
    /// <param name="waits">Whether it is to be waited for.</param>
    public static async Task<ReplicaServer> StartAsync(string replica, int maxLagSeconds = 3_600, bool waits = true)
    {
        var server = new BackendServer($"Backend:Database:ReplicaMaxLagSeconds={maxLagSeconds}", "Backend:Database:ReplicaCheckMilliseconds=100") { Replica = replica };
        await server.InitializeAsync();
        var started = new ReplicaServer(server);
        // The seed wrote as these people: the replica has it when they are sent there.
        foreach (var person in waits ? People : [])
        {
            using var client = server.Client(person);
            await Eventually.TrueAsync(async () => (await started.LookAsync(client, "Nothing")).AsksReplica);
        }

        return started;
    }

    public GraphQLClient Client(string person, long? syncId = null)
    {
        var client = Server.Client(person);
        if (syncId is { } place)
            client.Http.DefaultRequestHeaders.Add("Backend-Sync-Id", $"{place}");
        return client;
    }

    /// <summary>Writes, and gives the syncId.</summary>
    public static async Task<long> WriteAsync(GraphQLClient client, string title)
    {
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var created = await client.QueryAsync(
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { syncId } }", new { input = new { teamId = team, title } });
        return created.At("issueCreate.syncId").GetInt64();
    }

    /// <summary>Whether somebody sees an issue, and whether the replica was asked for it.</summary>
    public async Task<(bool Sees, bool AsksReplica)> LookAsync(GraphQLClient client, string title)
    {
        var (data, ports) = await asked.AskAsync(
            client, "query($t: String!) { issues(filter: { title: { eq: $t } }) { totalCount } }", new { t = title });
        Assert.Equal(DatabasePort, ports[0]);
        return (data.At("issues.totalCount").GetInt32() > 0, ports.Any(port => port != DatabasePort));
    }

    /// <summary>What the server says of itself.</summary>
    public async Task<(HttpStatusCode Status, string Replica, string? Problem)> HealthAsync()
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        using var response = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (response.StatusCode, body.Text("checks.replica"), body.At("problems").TryGetProperty("replica", out var problem) ? problem.GetString() : null);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        asked.Dispose();
    }
}
