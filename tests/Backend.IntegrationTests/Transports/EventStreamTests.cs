namespace Backend.IntegrationTests;

/// <summary>Server-sent events as graphql-sse has them, in distinct connections mode.</summary>
[Collection(ImpatientServerCollection.Name)]
public sealed class EventStreamTests(ImpatientServer server)
{
    private const string Watch = "subscription($since: SyncId) { issueChanged(since: $since) { syncId issue { title } } }";
    private const string Create = "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { syncId errors { ... on Error { code } } } }";

    [Fact]
    public async Task Query_is_one_result_and_the_end()
    {
        using var events = await EventReader.PostAsync(server.Client(), "{ viewer { name } }");
        Assert.Equal("Ada Lovelace", (await events.NextAsync()).Text("data.viewer.name"));
        Assert.Equal(("complete", ""), await events.ReadAsync());
        Assert.Null(await events.ReadAsync());
    }

    [Fact]
    public async Task Get_serves_queries_and_subscriptions_too()
    {
        using var query = await EventReader.GetAsync(server.Client(), "{ viewer { name } }");
        Assert.Equal("Ada Lovelace", (await query.NextAsync()).Text("data.viewer.name"));
        var first = await CreateAsync("Seen by GET");
        using var events = await EventReader.GetAsync(server.Client(), Watch.Replace("($since: SyncId)", "", StringComparison.Ordinal).Replace("$since", $"{first - 1}", StringComparison.Ordinal));
        Assert.Equal("Seen by GET", (await events.NextAsync()).Text("data.issueChanged.issue.title"));
    }

    [Theory]
    [InlineData("{ nothing }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{", "GRAPHQL_PARSE_FAILED")]
    [InlineData("subscription { issueChanged { nothing } }", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("query($id: ID!) { node(id: $id) { id } }", "BAD_USER_INPUT")]
    public async Task Refused_operation_is_an_event_with_its_errors(string query, string code)
    {
        using var events = await EventReader.PostAsync(server.Client(), query);
        Assert.Equal(code, (await events.NextAsync()).Text("errors.0.extensions.code"));
        Assert.Equal("complete", (await events.ReadAsync())!.Value.Type);
    }

    [Fact]
    public async Task Changes_arrive_in_order()
    {
        var since = await CreateAsync("First");
        using var events = await EventReader.PostAsync(server.Client(), Watch, new { since });
        for (var index = 0; index < 20; index++)
            await CreateAsync($"Event {index}");
        for (var index = 0; index < 20; index++)
            Assert.Equal($"Event {index}", (await events.NextAsync()).Text("data.issueChanged.issue.title"));
    }

    [Fact]
    public async Task Silent_stream_gives_signs_of_life()
    {
        var since = await CreateAsync("Before the silence");
        using var events = await EventReader.PostAsync(server.Client(), Watch, new { since });
        var next = events.NextAsync();
        await Eventually.HoldsAsync(() => events.Comments >= 3);
        Assert.False(next.IsCompleted);
        await CreateAsync("After the silence");
        Assert.Equal("After the silence", (await next).Text("data.issueChanged.issue.title"));
    }

    [Fact]
    public async Task Stream_ends_without_complete_when_the_token_does()
    {
        using var client = server.Client(person: null);
        // The server lets a token in for 30 seconds after its end.
        client.Http.DefaultRequestHeaders.Authorization = new("Bearer", server.Token("ada", TimeSpan.FromSeconds(-27)));
        using var events = await EventReader.PostAsync(client, Watch);
        Assert.Null(await events.ReadAsync());
    }

    [Fact]
    public async Task Subscription_of_nobody_is_refused()
    {
        using var events = await EventReader.PostAsync(server.Client(person: null, workspace: null), Watch);
        Assert.Equal("UNAUTHENTICATED", (await events.NextAsync()).Text("errors.0.extensions.code"));
        Assert.Equal("complete", (await events.ReadAsync())!.Value.Type);
    }

    private async Task<long> CreateAsync(string title)
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        return (await client.QueryAsync(Create, new { input = new { teamId = team, title } })).At("issueCreate.syncId").GetInt64();
    }
}
