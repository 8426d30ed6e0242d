using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Backend.IntegrationTests.Access;
using Backend.Platform.Outgoing;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Webhooks;

/// <summary>A server that may call receivers on this machine, is impatient with them, and tries again soon.</summary>
public class WebhookServer : BackendServer
{
    private int teams;

    public WebhookServer()
        : this([])
    {
    }

    internal WebhookServer(params string[] settings)
        : base([
            "Backend:App:Url=https://work.example.org/app", "Backend:Outgoing:AllowedNetworks:0=127.0.0.0/8", "Backend:Webhooks:Timeout=00:00:01", "Backend:Webhooks:LongestBreak=00:00:01",
            "Backend:Webhooks:RetryPauses:0=00:00:00.2", "Backend:Webhooks:RetryPauses:1=00:00:00.3", "Backend:Webhooks:RetryPauses:2=00:00:00.4",
            "Backend:Webhooks:RetryPauses:3=00:00:00.4", "Backend:Jobs:ShutdownTimeout=00:00:02", "Backend:GraphQL:Limits:CostPerMinute=1000000000", .. settings]) =>
        Configure = services => services.AddSingleton<IHostResolver>(Names);

    /// <summary>What names stand for.</summary>
    internal TestResolver Names { get; } = new();

    /// <summary>Sets a webhook up.</summary>
    public async Task<(string Id, string Secret)> CreateAsync(GraphQLClient client, string url, string[] events, object? filter = null)
    {
        var made = await WalkServer.MutateAsync(client, "webhookCreate", new { url, events, filter }, "webhook { id } secret");
        return (made.Text("webhook.id"), made.Text("secret"));
    }

    /// <summary>Whom the last event of a type after a place names as owner.</summary>
    public async Task<string?> OwnerInEventAsync(string type, long since)
    {
        await using var scope = Services.CreateAsyncScope();
        var data = await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Database
            .SqlQuery<string>($"SELECT data AS \"Value\" FROM platform_events WHERE type = {type} AND sequence > {since}").ToListAsync();
        return JsonDocument.Parse(data[^1]).RootElement.GetProperty("ownerId").GetString();
    }

    /// <summary>A team of its own.</summary>
    public async Task<string> TeamAsync(GraphQLClient client, string visibility = "PUBLIC")
    {
        var key = $"W{Interlocked.Increment(ref teams)}X";
        return (await WalkServer.MutateAsync(client, "teamCreate", new { key, name = key, visibility }, "team { id }")).Text("team.id");
    }

    public static async Task<string> IssueAsync(GraphQLClient client, string teamId, string title) =>
        (await WalkServer.MutateAsync(client, "issueCreate", new { teamId, title }, "issue { id }")).Text("issue.id");

    public static Task<JsonElement> RenameAsync(GraphQLClient client, string id, string title) =>
        WalkServer.MutateAsync(client, "issueUpdate", new { id, title }, "syncId");

    /// <summary>The deliveries of a webhook, the oldest first, with their attempts.</summary>
    public static async Task<JsonElement[]> DeliveriesAsync(GraphQLClient client, string webhook) => [.. (await client.QueryAsync("""
        query($id: ID!) { webhookDeliveries(first: 100, sort: [{ createdAt: { direction: ASC } }], filter: { endpointId: { eq: $id } }) { nodes {
          id type status syncId errorCode attemptCount payload attempts(first: 50) { nodes { number statusCode errorCode durationMs responseBody requestHeaders responseHeaders startedAt } } } } }
        """, new { id = webhook })).At("webhookDeliveries.nodes").EnumerateArray()];

    /// <summary>Waits until a webhook's deliveries are as wanted.</summary>
    public static async Task<JsonElement[]> UntilAsync(GraphQLClient client, string webhook, Func<JsonElement[], bool> wanted)
    {
        JsonElement[] deliveries = [];
        await Replicas.Eventually.TrueAsync(async () => wanted(deliveries = await DeliveriesAsync(client, webhook)));
        return deliveries;
    }

    public static async Task<JsonElement> WebhookAsync(GraphQLClient client, string id) => (await client.QueryAsync(
        "query($id: ID!) { webhook(id: $id) { state disabledReason disabledAt consecutiveFailures lastSuccessAt events filter owner { id } previousSecretUntil version } }", new { id })).At("webhook");
}

/// <summary>Names that stand for what a test wants; all others for what the system says.</summary>
internal sealed class TestResolver : IHostResolver
{
    private readonly ConcurrentDictionary<string, Queue<string>> answers = new(StringComparer.OrdinalIgnoreCase);

    public int Asked { get; private set; }

    /// <summary>The addresses of a name, one for each time that it is asked; the last one from then on.</summary>
    public void Set(string name, params string[] addresses) => answers[name] = new Queue<string>(addresses);

    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        Asked++;
        return answers.TryGetValue(host, out var left)
            ? [.. (left.Count > 1 ? left.Dequeue() : left.Peek()).Split(',').Select(IPAddress.Parse)]
            : await Dns.GetHostAddressesAsync(host, cancellationToken);
    }
}

/// <summary>The tests that share a server with webhooks.</summary>
[CollectionDefinition(Name)]
public sealed class WebhookCollection : ICollectionFixture<WebhookServer>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "webhooks";
}
