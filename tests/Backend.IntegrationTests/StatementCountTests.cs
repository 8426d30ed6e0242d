namespace Backend.IntegrationTests;

/// <summary>The statements of an operation are bounded by its depth, never by its rows.</summary>
[Collection(ServerCollection.Name)]
public sealed class StatementCountTests(BackendServer server)
{
    /// <summary>Operations, and the most statements that each may take (signing in included).</summary>
    public static TheoryData<string, int> Operations => new()
    {
        { "query($n: Int!) { issues(first: $n) { totalCount nodes { id state { name } assignee { name } creator { name } labels(first: 5) { nodes { name } } } } }", 6 },
        { "query($n: Int!) { issues(first: $n) { nodes { team { key states { name } } parent { identifier } comments(first: 3) { totalCount nodes { author { name } } } } } }", 9 },
        { "query($n: Int!) { issues(first: $n) { nodes { history(first: 2) { nodes { actor { name } changes { field } } } } } }", 4 },
        { "query($n: Int!) { teams(first: $n) { nodes { states { name } labels(first: 10) { nodes { name } } } } }", 4 },
        { "query($n: Int!) { viewer { workspaces(first: $n) { nodes { slug viewerRole } } } }", 4 },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Statements_do_not_grow_with_the_page(string query, int most)
    {
        using var client = server.Client();
        var (_, small) = await server.Statements.CountAsync(client, query, new { n = 50 });
        var (_, large) = await server.Statements.CountAsync(client, query, new { n = 100 });
        Assert.True(large.Count <= most, $"{large.Count} statements:\n{string.Join("\n---\n", large)}");
        Assert.Equal(small.Count, large.Count);
    }

    [Fact]
    public async Task Board_takes_a_fixed_number_of_statements()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"ENG\") { id } }")).Text("team.id");
        var (_, statements) = await server.Statements.CountAsync(
            client, "query($t: ID!) { board(teamId: $t, groupBy: STATE) { groups { key count state { name } issues(first: 20) { nodes { identifier assignee { name } } } } } }", new { t = team });
        Assert.True(statements.Count <= 7, $"{statements.Count} statements:\n{string.Join("\n---\n", statements)}");
    }
}
