using System.Diagnostics;
using System.Text;

namespace Backend.IntegrationTests;

/// <summary>A reader that does not read costs the server little, is closed, and keeps nobody else waiting.</summary>
[Collection(SlowReaderCollection.Name)]
public sealed class SlowReaderTests(ImpatientServer server)
{
    private const int Large = 250 * 1024;

    [Fact]
    public async Task Socket_that_takes_nothing_of_its_stream_is_closed()
    {
        var (since, filter) = await HistoryAsync("SLOWA");
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", Watch, new { since, filter });
        await ServeOthersAsync();
        // Whoever takes nothing answers no ping either: on a busy machine that shows first.
        Assert.True(await socket.ReadCloseAsync() is 4413 or 4499);
    }

    [Fact]
    public async Task Socket_for_which_too_much_waits_is_closed()
    {
        var (_, filter) = await HistoryAsync("SLOWB");
        await using var socket = await SocketClient.ConnectAsync(server);
        for (var index = 0; index < 50; index++)
            await socket.SubscribeAsync($"{index}", List, new { filter });
        await ServeOthersAsync();
        Assert.Equal(4413, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Many_sockets_that_take_nothing_hold_little_memory()
    {
        var (since, filter) = await HistoryAsync("SLOWC");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sockets = new List<SocketClient>();
        for (var index = 0; index < 40; index++)
        {
            var socket = await SocketClient.ConnectAsync(server);
            sockets.Add(socket);
            await socket.SubscribeAsync("1", Watch, new { since, filter });
        }

        await ServeOthersAsync();
        // What ends by itself is waited for; what these sockets hold stays.
        await Eventually.HoldsAsync(() => GC.GetTotalMemory(forceFullCollection: true) - before <= sockets.Count * 2L * 1024 * 1024);
        foreach (var socket in sockets)
            await socket.DisposeAsync();
    }

    [Fact]
    public async Task Reader_of_events_that_takes_nothing_is_cut_off()
    {
        var (since, filter) = await HistoryAsync("SLOWD");
        using var http = new HttpClient(SmallBuffers.Handler()) { BaseAddress = server.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token("ada"));
        http.DefaultRequestHeaders.Add("Backend-Workspace", "demo");
        using var events = await EventReader.PostAsync(new GraphQLClient(http), Watch, new { since, filter });
        await ServeOthersAsync();
        // It was cut off on the way, long before the end of what there is.
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            for (var index = 0; index < Changes; index++)
                await events.NextAsync();
        });
    }

    private const int Changes = 60;
    private const string Watch = "subscription($since: SyncId, $filter: IssueFilter) { issueChanged(since: $since, filter: $filter) { syncId issue { descriptionMarkdown } } }";
    private const string List = "query($filter: IssueFilter) { issues(filter: $filter, first: 20) { nodes { descriptionMarkdown } } }";

    // More than connections hold: twenty issues, changed three times.
    private async Task<(long Since, object Filter)> HistoryAsync(string key)
    {
        using var client = server.Client();
        var team = await client.QueryAsync("mutation($key: String!) { teamCreate(input: { key: $key, name: $key }) { team { id } syncId } }", new { key });
        for (var index = 0; index < Changes / 3; index++)
        {
            var created = await client.QueryAsync(
                "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } } }",
                new { input = new { teamId = team.Text("teamCreate.team.id"), title = $"{index}", descriptionMarkdown = new StringBuilder().Append('x', Large).ToString() } });
            var id = created.Text("issueCreate.issue.id");
            foreach (var title in new[] { "Second", "Third" })
                await client.QueryAsync("mutation($id: ID!, $title: String!) { issueUpdate(input: { id: $id, title: $title }) { syncId } }", new { id, title });
        }

        return (team.At("teamCreate.syncId").GetInt64(), new { team = new { key = new { eq = key } } });
    }

    // For longer than the server waits for a reader.
    private async Task ServeOthersAsync()
    {
        using var client = server.Client("grace");
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(3))
            Assert.Equal("Grace Hopper", (await client.QueryAsync("{ viewer { name } }")).Text("viewer.name"));
    }
}

/// <summary>Tests that run after all others: what is measured is the memory of the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SlowReaderCollection : ICollectionFixture<ImpatientServer>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "slow readers";
}
