using System.Globalization;

namespace Backend.IntegrationTests;

/// <summary>
/// Where databases differ by nature, the product does not: the same values in, the same answers out, on SQLite and on
/// PostgreSQL (all integration tests run on both; these name what would differ first).
/// </summary>
[Collection(ServerCollection.Name)]
public sealed class ParityTests(BackendServer server)
{
    // By code point, whatever the locale of the machine or of the database.
    private static readonly string[] InOrder = ["!", "10", "9", "Z", "_", "a", "b", "Ä", "ß", "é", "\u4e2d", "\uff5e", "😀"];

    [Fact]
    public async Task Texts_are_ordered_by_code_point_and_paged_without_gap()
    {
        using var client = server.Client();
        var team = await TeamAsync(client, "ORDER");
        foreach (var title in InOrder.Reverse())
            await CreateAsync(client, team, title);
        var (read, after) = (new List<string>(), (string?)null);
        do
        {
            var page = (await client.QueryAsync(
                "query($after: String) { issues(first: 4, after: $after, filter: { team: { key: { eq: \"ORDER\" } } }, sort: [{ title: { direction: ASC } }]) { pageInfo { hasNextPage endCursor } nodes { title } } }",
                new { after })).At("issues");
            read.AddRange(page.At("nodes").EnumerateArray().Select(issue => issue.Text("title")));
            after = page.At("pageInfo.hasNextPage").GetBoolean() ? page.Text("pageInfo.endCursor") : null;
        }
        while (after is not null);
        Assert.Equal(InOrder, read);
    }

    [Theory]
    [InlineData("ÄRGER", "ärger im Büro")]
    [InlineData("büro", "ärger im Büro")]
    [InlineData("привет", "ПРИВЕТ, мир")]
    [InlineData("100%", "100% sure")]
    [InlineData("a_b", "a_b")]
    [InlineData("\\", "back\\slash")]
    [InlineData("o'br", "O'Brien \"quoted\"")]
    public async Task Texts_are_found_upper_and_lower_case_alike_and_signs_mean_themselves(string term, string title)
    {
        using var client = server.Client();
        var key = $"P{Math.Abs(StringComparer.Ordinal.GetHashCode(term)) % 1_000_000}";
        var team = await TeamAsync(client, key);
        foreach (var other in (string[])["Something else", "1000 sure", "axb", "forward/slash", title])
            await CreateAsync(client, team, other);
        var found = await client.QueryAsync(
            "query($key: String!, $term: String!) { issues(filter: { team: { key: { eq: $key } }, title: { containsIgnoreCase: $term } }) { nodes { title } } }", new { key, term });
        Assert.Equal(title, Assert.Single(found.At("issues.nodes").EnumerateArray()).Text("title"));
    }

    [Fact]
    public async Task Times_keep_their_microseconds_and_are_compared_by_them()
    {
        using var client = server.Client();
        var team = await TeamAsync(client, "TIME");
        await CreateAsync(client, team, "Now");
        var created = (await client.QueryAsync("{ issue(id: \"TIME-1\") { createdAt } }")).Text("issue.createdAt");
        var time = DateTimeOffset.Parse(created, CultureInfo.InvariantCulture);
        Assert.Equal(0, time.Ticks % TimeSpan.TicksPerMicrosecond);
        // In another offset it is the same time.
        foreach (var (bound, count) in new[] { (time, 1), (time.AddMicroseconds(1), 0), (time.AddMicroseconds(-1), 1), (time.ToOffset(TimeSpan.FromHours(5.5)), 1) })
        {
            var found = await client.QueryAsync(
                "query($bound: DateTimeOrDuration) { issues(filter: { team: { key: { eq: \"TIME\" } }, createdAt: { gte: $bound } }) { totalCount } }",
                new { bound = bound.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffzzz", CultureInfo.InvariantCulture) });
            Assert.Equal(count, found.At("issues.totalCount").GetInt32());
        }
    }

    [Fact]
    public async Task Nulls_are_ordered_alike()
    {
        using var client = server.Client();
        var team = await TeamAsync(client, "NULLS");
        foreach (var estimate in (int?[])[3, null, 1])
            await client.QueryAsync("mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } } }", new { input = new { teamId = team, title = "Estimated", estimate } });
        var read = await client.QueryAsync(
            "{ up: issues(filter: { team: { key: { eq: \"NULLS\" } } }, sort: [{ estimate: { direction: ASC } }]) { nodes { estimate } } down: issues(filter: { team: { key: { eq: \"NULLS\" } } }, sort: [{ estimate: { direction: DESC } }]) { nodes { estimate } } }");
        Assert.Equal("""[{"estimate":1},{"estimate":3},{"estimate":null}]""", read.At("up.nodes").GetRawText());
        Assert.Equal("""[{"estimate":3},{"estimate":1},{"estimate":null}]""", read.At("down.nodes").GetRawText());
    }

    [Fact]
    public async Task What_was_changed_is_kept_as_it_was_given()
    {
        using var client = server.Client();
        var team = await TeamAsync(client, "JSON");
        await CreateAsync(client, team, "Old");
        const string title = "Tab-free \"quotes\" \\ ünïcödé 😀 </script> $1 {0}";
        var id = (await client.QueryAsync("{ issue(id: \"JSON-1\") { id } }")).Text("issue.id");
        await client.QueryAsync("mutation($input: IssueUpdateInput!) { issueUpdate(input: $input) { issue { id } } }", new { input = new { id, title } });
        var history = await client.QueryAsync("{ issue(id: \"JSON-1\") { title history(first: 5) { nodes { changes { field from to } } } } }");
        Assert.Equal((title, "Old", title), (history.Text("issue.title"), history.Text("issue.history.nodes.1.changes.0.from"), history.Text("issue.history.nodes.1.changes.0.to")));
    }

    private static async Task<string> TeamAsync(GraphQLClient client, string key) => (await client.QueryAsync(
        "mutation($key: String!) { teamCreate(input: { key: $key, name: $key }) { team { id } } }", new { key })).Text("teamCreate.team.id");

    private static async Task CreateAsync(GraphQLClient client, string team, string title)
    {
        var answer = await client.QueryAsync(
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } errors { ... on Error { message } } } }", new { input = new { teamId = team, title } });
        Assert.Equal(0, answer.At("issueCreate.errors").GetArrayLength());
    }
}
