using System.Collections.Concurrent;
using System.Security.Claims;
using System.Text.Json;
using Backend.GraphQL;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Live;

/// <summary>Who sees the same shares an execution; each still gets every change once and in order, from wherever they come in.</summary>
public sealed class SharedStreamTests(BackendServer server) : IClassFixture<BackendServer>
{
    private const string Watch = "subscription SharedByTests($filter: IssueFilter, $since: SyncId) { issueChanged(filter: $filter, since: $since) { syncId issue { title } } }";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Change_is_executed_once_for_all_listeners_of_a_viewer()
    {
        var (team, since) = await TeamAsync("SHARE");
        var sockets = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => SocketClient.ConnectAsync(server)));
        var filter = new { team = new { key = new { eq = "SHARE" } } };
        foreach (var socket in sockets)
            await socket.SubscribeAsync("1", Watch, new { filter, since });
        // All are in when all have had the first.
        await CreateAsync(team, "First");
        foreach (var socket in sockets)
            Assert.Equal("First", (await socket.NextAsync()).Text("issueChanged.issue.title"));
        using var executions = new StreamExecutions("SharedByTests");
        for (var index = 0; index < 10; index++)
            await CreateAsync(team, $"Shared {index}");
        foreach (var socket in sockets)
        {
            for (var index = 0; index < 10; index++)
                Assert.Equal($"Shared {index}", (await socket.NextAsync()).Text("issueChanged.issue.title"));
            await socket.DisposeAsync();
        }

        Assert.Equal(10, executions.Count);
    }

    [Fact]
    public async Task Listeners_from_anywhere_get_everything_once_and_in_order_while_others_write()
    {
        var (team, since) = await TeamAsync("ANYW");
        var filter = new { team = new { key = new { eq = "ANYW" } } };
        var places = new ConcurrentQueue<long>();
        places.Enqueue(since);
        var writing = Task.Run(async () =>
        {
            for (var index = 0; index < 120; index++)
                places.Enqueue(await CreateAsync(team, $"Change {index}"));
        });
        var random = new Random(7);
        var listeners = new List<Task<(long From, List<long> Got)>>();
        while (!writing.IsCompleted)
        {
            var known = places.ToArray();
            listeners.Add(ListenAsync(known[random.Next(known.Length)]));
            await Task.Delay(random.Next(30));
        }

        await writing;
        var all = places.Skip(1).ToArray();
        var last = await CreateAsync(team, "Last");
        Assert.True(listeners.Count > 10, $"{listeners.Count} listeners came in while others wrote.");
        foreach (var (from, got) in await Task.WhenAll(listeners).WaitAsync(Patience))
            Assert.Equal([.. all.Where(place => place > from), last], got);

        async Task<(long From, List<long> Got)> ListenAsync(long from)
        {
            await using var socket = await SocketClient.ConnectAsync(server);
            await socket.SubscribeAsync("1", Watch, new { filter, since = from });
            var got = new List<long>();
            while (true)
            {
                var change = (await socket.NextAsync()).At("issueChanged");
                got.Add(change.At("syncId").GetInt64());
                if (change.Text("issue.title") == "Last")
                    return (from, got);
            }
        }
    }

    [Fact]
    public async Task Who_comes_back_finds_what_was_missed_in_memory()
    {
        var (team, since) = await TeamAsync("HERD");
        var filter = new { team = new { key = new { eq = "HERD" } } };
        long seen;
        await using (var first = await SocketClient.ConnectAsync(server))
        {
            await first.SubscribeAsync("1", Watch, new { filter, since });
            await CreateAsync(team, "Seen");
            seen = (await first.NextAsync()).At("issueChanged.syncId").GetInt64();
            await CreateAsync(team, "Missed");
            await first.NextAsync();
        }

        using var executions = new StreamExecutions("SharedByTests");
        for (var index = 0; index < 20; index++)
        {
            await using var again = await SocketClient.ConnectAsync(server);
            await again.SubscribeAsync("1", Watch, new { filter, since = seen });
            Assert.Equal("Missed", (await again.NextAsync()).Text("issueChanged.issue.title"));
        }

        Assert.Equal(0, executions.Count);
    }

    [Fact]
    public async Task Listener_that_falls_too_far_behind_is_told_from_where_to_resume()
    {
        var (team, since) = await TeamAsync("SLOW");
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new Claim("iss", server.Address.AbsoluteUri), new Claim("sub", "ada")], "test"));
        var session = new OperationSession(principal, "demo", "slow");
        var variables = new Inputs(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["since"] = since,
            ["filter"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["team"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["key"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["eq"] = "SLOW" } },
            },
        });
        using var stop = new CancellationTokenSource(Patience);
        var result = await server.Services.GetRequiredService<IRequestExecutor>().ExecuteAsync(new OperationRequest(Watch, null, variables), session, stop.Token);
        var (last, isLive) = (await CreateAsync(team, "Replayed"), false);
        await foreach (var item in ((IResponseStream)result).ReadResultsAsync(stop.Token))
        {
            using var read = item;
            var answer = JsonSerializer.Deserialize<JsonElement>(item.Response.Span);
            if (!item.Executed)
            {
                Assert.Equal("SLOW_CONSUMER", answer.Text("errors.0.extensions.code"));
                Assert.Equal(last, answer.At("errors.0.extensions.syncId").GetInt64());
                return;
            }

            Assert.Equal(last, answer.At("data.issueChanged.syncId").GetInt64());
            if (!isLive)
            {
                (last, isLive) = (await CreateAsync(team, "Live"), true);
                continue;
            }

            // It does not take the next before many more have come.
            using var client = server.Client();
            using var executions = new StreamExecutions("SharedByTests");
            for (var batch = 0; batch < 11; batch++)
            {
                await client.QueryAsync(
                    "mutation($input: IssueBatchCreateInput!) { issueBatchCreate(input: $input) { errors { ... on Error { message } } } }",
                    new { input = new { issues = Enumerable.Range(0, 100).Select(index => new { teamId = team, title = $"{batch} {index}" }) } });
            }

            while (executions.Count < 1100)
                await Task.Delay(20, stop.Token);
        }

        Assert.Fail("The stream ended without a word.");
    }

    private async Task<(string Id, long Since)> TeamAsync(string key)
    {
        using var client = server.Client();
        var made = await client.QueryAsync(
            "mutation($key: String!) { teamCreate(input: { key: $key, name: $key }) { team { id } syncId errors { ... on Error { message } } } }", new { key });
        return (made.Text("teamCreate.team.id"), made.At("teamCreate.syncId").GetInt64());
    }

    private async Task<long> CreateAsync(string teamId, string title)
    {
        using var client = server.Client();
        var made = await client.QueryAsync(
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { syncId } }", new { input = new { teamId, title } });
        return made.At("issueCreate.syncId").GetInt64();
    }
}
