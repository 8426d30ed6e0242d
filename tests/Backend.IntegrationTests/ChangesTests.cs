using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>The change feed, asked page by page.</summary>
[Collection(ServerCollection.Name)]
public sealed class ChangesTests(BackendServer server)
{
    private const string Changes = "query($since: SyncId!, $first: Int) { changes(since: $since, first: $first) { nodes { syncId type nodeId fields { field from to } occurredAt actor { name } } syncId hasMore } }";

    [Fact]
    public async Task Pages_give_every_change_once_and_in_order()
    {
        using var client = server.Client();
        var head = await HeadAsync(client);
        var (all, since, hasMore) = (new List<long>(), 0L, true);
        while (hasMore)
        {
            var page = (await client.QueryAsync(Changes, new { since, first = 37 })).At("changes");
            all.AddRange(page.At("nodes").EnumerateArray().Select(change => change.At("syncId").GetInt64()));
            (since, hasMore) = (page.At("syncId").GetInt64(), page.At("hasMore").GetBoolean());
        }

        Assert.True(all.Count > 100);
        Assert.Equal(all.Order().Distinct(), all);
        // Jobs of earlier tests may write meanwhile.
        Assert.InRange(since, head, await HeadAsync(client));
    }

    [Fact]
    public async Task Change_tells_what_happened_to_what_and_by_whom()
    {
        using var client = server.Client("grace");
        var (team, since) = (await NewTeamAsync("FEED", "PUBLIC"), await HeadAsync(client));
        var issue = await CreateAsync(client, team, "Fed");
        await client.QueryAsync("mutation($id: ID!) { issueUpdate(input: { id: $id, priority: 2 }) { syncId } }", new { id = issue });
        await client.QueryAsync("mutation($id: ID!) { commentCreate(input: { issueId: $id, bodyMarkdown: \"So?\" }) { syncId } }", new { id = issue });
        var page = (await client.QueryAsync(Changes, new { since })).At("changes");
        // Other tests write to the same workspace meanwhile.
        var own = page.At("nodes").EnumerateArray().Where(change => change.Text("nodeId") == issue).ToArray();
        Assert.Equal(["issue.created", "issue.updated"], own.Select(change => change.Text("type")));
        Assert.Equal("""[{"field":"priority","from":0,"to":2}]""", own[1].At("fields").GetRawText());
        Assert.Equal("Grace Hopper", own[1].Text("actor.name"));
        Assert.Contains(page.At("nodes").EnumerateArray(), change => change.Text("type") == "comment.created" && change.Text("nodeId").StartsWith("comment_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_viewer_may_not_see_is_left_out_and_counted_over()
    {
        using var ada = server.Client();
        using var linus = server.Client("linus");
        var since = await HeadAsync(ada);
        var team = await NewTeamAsync("FHSH", "PRIVATE");
        var issue = await CreateAsync(ada, team, "Fhshed");
        await ada.QueryAsync("mutation($id: ID!) { commentCreate(input: { issueId: $id, bodyMarkdown: \"Fhsh\" }) { syncId } }", new { id = issue });
        var head = await HeadAsync(ada);
        var seen = (await linus.QueryAsync(Changes, new { since, first = 100 })).At("changes");
        Assert.DoesNotContain(seen.At("nodes").EnumerateArray(), change => change.Text("nodeId") == issue || change.Text("nodeId") == team);
        Assert.DoesNotContain("Fhsh", seen.GetRawText(), StringComparison.Ordinal);
        Assert.True(seen.At("syncId").GetInt64() >= head);
        var own = (await ada.QueryAsync(Changes, new { since, first = 100 })).At("changes.nodes").EnumerateArray().ToArray();
        Assert.Contains(own, change => change.Text("nodeId") == issue);
        Assert.Contains(own, change => change.Text("nodeId") == team);
    }

    [Fact]
    public async Task Place_that_the_feed_has_not_reached_is_refused()
    {
        using var client = server.Client();
        var ahead = await HeadAsync(client) + 1_000_000;
        var answer = await client.SendAsync(Changes, new { since = ahead });
        Assert.Equal("CURSOR_AHEAD", answer.Text("errors.0.extensions.code"));
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", "subscription($since: SyncId) { issueChanged(since: $since) { syncId } }", new { since = ahead });
        var refused = await socket.ReceiveAsync();
        Assert.Contains("CURSOR_AHEAD", refused.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task Page_of_another_size_is_refused(int first)
    {
        using var client = server.Client();
        Assert.Equal("BAD_USER_INPUT", await client.FailAsync(Changes, new { since = 0, first }));
    }

    [Fact]
    public async Task Statements_do_not_grow_with_the_page()
    {
        using var client = server.Client();
        var (_, few) = await server.Statements.CountAsync(client, Changes, new { since = 0, first = 100 });
        Assert.True(few.Count <= 12, $"{few.Count} statements:\n{string.Join("\n---\n", few)}");
    }

    private async Task<string> NewTeamAsync(string key, string visibility)
    {
        using var ada = server.Client();
        return (await ada.QueryAsync(
            "mutation($input: TeamCreateInput!) { teamCreate(input: $input) { team { id } errors { ... on Error { message } } } }",
            new { input = new { key, name = key, visibility } })).Text("teamCreate.team.id");
    }

    private static async Task<string> CreateAsync(GraphQLClient client, string teamId, string title) => (await client.QueryAsync(
        "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } } }", new { input = new { teamId, title } })).Text("issueCreate.issue.id");

    private static async Task<long> HeadAsync(GraphQLClient client)
    {
        JsonElement page;
        var since = 0L;
        do
        {
            page = (await client.QueryAsync("query($since: SyncId!) { changes(since: $since, first: 100) { syncId hasMore } }", new { since })).At("changes");
            since = page.At("syncId").GetInt64();
        }
        while (page.At("hasMore").GetBoolean());

        return since;
    }
}
