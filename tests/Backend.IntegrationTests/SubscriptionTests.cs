namespace Backend.IntegrationTests;

[Collection(ServerCollection.Name)]
public sealed class SubscriptionTests(BackendServer server)
{
    private const string Watch = """
        subscription($filter: IssueFilter, $since: SyncId) {
          issueChanged(filter: $filter, since: $since) { syncId action issue { id identifier title } changes { field from to } actor { name } }
        }
        """;

    [Fact]
    public async Task Changes_arrive_in_order_with_what_changed_and_who_did_it()
    {
        using var client = server.Client("grace");
        var (team, since) = await TeamAsync("LIVE");
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", Watch, new { filter = new { team = new { key = new { eq = "LIVE" } } }, since });
        var id = await CreateAsync(client, team, "Watched");
        await client.QueryAsync("mutation($id: ID!) { issueUpdate(input: { id: $id, title: \"Watched twice\", priority: 3 }) { syncId } }", new { id });
        var created = (await socket.NextAsync()).At("issueChanged");
        var updated = (await socket.NextAsync()).At("issueChanged");
        Assert.Equal("CREATED", created.Text("action"));
        Assert.Equal("UPDATED", updated.Text("action"));
        Assert.Equal("Grace Hopper", updated.Text("actor.name"));
        Assert.Equal(
            [("priority", "0", "3"), ("title", "Watched", "Watched twice")],
            updated.At("changes").EnumerateArray().Select(change => (change.Text("field"), change.At("from").ToString(), change.At("to").ToString())).Order());
        Assert.True(updated.At("syncId").GetInt64() > created.At("syncId").GetInt64());
    }

    [Fact]
    public async Task Since_replays_exactly_what_was_missed_and_goes_on_live()
    {
        using var client = server.Client();
        var (team, since) = await TeamAsync("MISS");
        var filter = new { team = new { key = new { eq = "MISS" } } };
        long seen;
        await using (var first = await SocketClient.ConnectAsync(server))
        {
            await first.SubscribeAsync("1", Watch, new { filter, since });
            await CreateAsync(client, team, "Seen");
            seen = (await first.NextAsync()).At("issueChanged.syncId").GetInt64();
        }

        foreach (var title in new[] { "Missed 1", "Missed 2", "Missed 3" })
            await CreateAsync(client, team, title);
        await using var again = await SocketClient.ConnectAsync(server);
        await again.SubscribeAsync("1", Watch, new { filter, since = seen });
        var titles = new List<string>();
        for (var index = 0; index < 3; index++)
            titles.Add((await again.NextAsync()).Text("issueChanged.issue.title"));
        await CreateAsync(client, team, "Live");
        titles.Add((await again.NextAsync()).Text("issueChanged.issue.title"));
        Assert.Equal(["Missed 1", "Missed 2", "Missed 3", "Live"], titles);
    }

    [Fact]
    public async Task Changes_of_a_hidden_team_reach_only_those_who_are_in_it()
    {
        using var client = server.Client();
        var (team, since) = await TeamAsync("PRIV", "PRIVATE");
        var (open, _) = await TeamAsync("OPEN");
        await using var socket = await SocketClient.ConnectAsync(server, "linus");
        await socket.SubscribeAsync("1", Watch, new { since });
        await CreateAsync(client, team, "Hidden");
        await CreateAsync(client, open, "Open");
        // Had the hidden change come through, it would have come first.
        while (true)
        {
            var title = (await socket.NextAsync()).Text("issueChanged.issue.title");
            Assert.NotEqual("Hidden", title);
            if (title == "Open")
                return;
        }
    }

    [Fact]
    public async Task Comment_changes_reach_those_who_watch_the_issue()
    {
        using var client = server.Client();
        var (team, since) = await TeamAsync("TALK");
        var issue = await CreateAsync(client, team, "Talked about");
        await using var socket = await SocketClient.ConnectAsync(server, "grace");
        await socket.SubscribeAsync(
            "1", "subscription($id: ID!, $since: SyncId) { commentChanged(issueId: $id, since: $since) { syncId action comment { bodyMarkdown } actor { name } } }",
            new { id = issue, since });
        await client.QueryAsync("mutation($id: ID!) { commentCreate(input: { issueId: $id, bodyMarkdown: \"Hello\" }) { syncId } }", new { id = issue });
        var change = (await socket.NextAsync()).At("commentChanged");
        Assert.Equal(("CREATED", "Hello", "Ada Lovelace"), (change.Text("action"), change.Text("comment.bodyMarkdown"), change.Text("actor.name")));
    }

    [Fact]
    public async Task Socket_also_answers_queries_and_completes()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", "{ viewer { name } }");
        Assert.Equal("Ada Lovelace", (await socket.NextAsync()).Text("viewer.name"));
        Assert.Equal("complete", (await socket.ReceiveAsync()).Text("type"));
        await socket.SendAsync(new { type = "ping" });
        Assert.Equal("pong", (await socket.ReceiveAsync()).Text("type"));
    }

    [Theory]
    [InlineData("garbage", 4403)]
    [InlineData("expired", 4403)]
    public async Task Bad_token_closes_the_socket(string kind, int code)
    {
        await using var socket = await SocketClient.OpenAsync(server.Address);
        var token = kind == "expired" ? server.Token("ada", TimeSpan.FromHours(-1)) : kind;
        await socket.SendAsync(new { type = "connection_init", payload = new { authorization = $"Bearer {token}" } });
        Assert.Equal(code, await socket.ReadCloseAsync());
    }

    [Theory]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ viewer { name } }"}}""", 4401)]
    [InlineData("""{"type":"nonsense"}""", 4400)]
    [InlineData("nonsense", 4400)]
    [InlineData("""{"type":"connection_init","payload":[]}""", 4400)]
    public async Task Broken_protocol_closes_the_socket_with_its_code(string message, int code)
    {
        await using var socket = await SocketClient.OpenAsync(server.Address);
        await socket.SendTextAsync(message);
        Assert.Equal(code, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Other_subprotocol_is_refused()
    {
        await using var socket = await SocketClient.OpenAsync(server.Address, "graphql-ws");
        Assert.Equal(4406, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Invalid_subscription_gives_an_error_message()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", "subscription { issueChanged { nothing } }");
        var message = await socket.ReceiveAsync();
        Assert.Equal("error", message.Text("type"));
        Assert.Equal("GRAPHQL_VALIDATION_FAILED", message.Text("payload.0.extensions.code"));
    }

    // A new team, and the place in the change feed from which to watch it: a stream without a place begins whenever the
    // server gets to it, which a test could not wait for.
    private async Task<(string Id, long Since)> TeamAsync(string key, string visibility = "PUBLIC")
    {
        using var client = server.Client();
        var created = await client.QueryAsync(
            "mutation($key: String!, $visibility: TeamVisibility) { teamCreate(input: { key: $key, name: $key, visibility: $visibility }) { team { id } syncId errors { ... on Error { message } } } }",
            new { key, visibility });
        return (created.Text("teamCreate.team.id"), created.At("teamCreate.syncId").GetInt64());
    }

    private static async Task<string> CreateAsync(GraphQLClient client, string team, string title) =>
        (await client.QueryAsync(
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } errors { ... on Error { message } } } }",
            new { input = new { teamId = team, title } })).Text("issueCreate.issue.id");
}
