using System.Diagnostics;
using System.Text.Json;
using Backend.Platform.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Live;

/// <summary>Two nodes over one database and one Redis: one that is written to, one that is listened to.</summary>
internal sealed class NodePair : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string folder = Directory.CreateTempSubdirectory("backend-nodes-").FullName;
    private readonly TestDatabase database = TestDatabase.Create();
    private readonly BackendServer writer;
    private readonly BackendServer listener;
    private GraphQLClient? client;
    private string? team;

    private NodePair(string redis, TimeSpan? pace)
    {
        string[] settings = [$"Backend:DataDirectory={folder}", $"ConnectionStrings:Database={database.ConnectionString}", $"ConnectionStrings:Redis={redis}"];
        Action<IServiceCollection>? configure = pace is { } interval ? services => services.AddSingleton<FeedPace>(new FixedPace(interval)) : null;
        (writer, listener) = (new BackendServer(settings) { Configure = configure }, new BackendServer(settings) { Configure = configure });
    }

    /// <param name="redis">Where Redis is.</param>
    /// <param name="pace">How often the nodes look at the log by themselves; null for what the product does.</param>
    public static async Task<NodePair> StartAsync(string redis, TimeSpan? pace)
    {
        var nodes = new NodePair(redis, pace);
        await nodes.writer.InitializeAsync();
        await nodes.listener.InitializeAsync();
        nodes.client = nodes.writer.Client();
        nodes.team = (await nodes.client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        return nodes;
    }

    /// <summary>The node that is written to.</summary>
    public BackendServer Writer => writer;

    /// <summary>The node that is listened to.</summary>
    public BackendServer Listener => listener;

    /// <summary>A listener that is known to be at the end of the log.</summary>
    public async Task<SocketClient> ListenAsync(string subscription)
    {
        var last = await CreateAsync("Before");
        var socket = await SocketClient.ConnectAsync(listener);
        await socket.SubscribeAsync("1", subscription, new { since = last - 1 });
        Assert.Equal("Before", (await socket.NextAsync()).Text("issueChanged.issue.title"));
        return socket;
    }

    public async Task<long> CreateAsync(string title)
    {
        var created = await client!.QueryAsync(
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { syncId issue { id } } }", new { input = new { teamId = team, title } });
        return created.At("issueCreate.syncId").GetInt64();
    }

    /// <summary>Waits until both nodes say so of a dependency.</summary>
    public async Task UntilHealthAsync(string dependency, string status)
    {
        foreach (var node in (BackendServer[])[writer, listener])
        {
            using var http = new HttpClient { BaseAddress = node.Address };
            for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50))
            {
                var health = await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
                if (JsonDocument.Parse(health).RootElement.GetProperty("checks").GetProperty(dependency).GetString() == status)
                    break;
                Assert.True(waited.Elapsed < Patience, health);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await writer.DisposeAsync();
        await listener.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class FixedPace(TimeSpan interval) : FeedPace
    {
        public override TimeSpan Interval => interval;
    }
}
