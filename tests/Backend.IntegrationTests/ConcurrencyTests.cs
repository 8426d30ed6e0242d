namespace Backend.IntegrationTests;

[Collection(ServerCollection.Name)]
public sealed class ConcurrencyTests(BackendServer server)
{
    [Fact]
    public async Task Fifty_issues_at_once_get_consecutive_numbers_and_sync_ids()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("""mutation { teamCreate(input: { key: "RUSH", name: "Rush" }) { team { id } errors { ... on Error { message } } } }""")).Text("teamCreate.team.id");
        var created = await Task.WhenAll(Enumerable.Range(1, 50).Select(index => client.QueryAsync(
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { number } syncId errors { ... on Error { message } } } }",
            new { input = new { teamId = team, title = $"Rush {index}" } })));
        var numbers = created.Select(data => data.At("issueCreate.issue.number").GetInt32()).Order().ToArray();
        var syncIds = created.Select(data => data.At("issueCreate.syncId").GetInt64()).Order().ToArray();
        Assert.Equal(Enumerable.Range(1, 50), numbers);
        Assert.Equal(Enumerable.Range(0, 50).Select(offset => syncIds[0] + offset), syncIds);
    }

    [Fact]
    public async Task Of_two_parents_set_at_once_no_circle_remains()
    {
        using var client = server.Client();
        var team = (await client.QueryAsync("{ team(id: \"OPS\") { id } }")).Text("team.id");
        var ids = new List<string>();
        foreach (var title in new[] { "One", "Two" })
        {
            ids.Add((await client.QueryAsync(
                "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } } }",
                new { input = new { teamId = team, title } })).Text("issueCreate.issue.id"));
        }

        const string adopt = "mutation($input: IssueUpdateInput!) { issueUpdate(input: $input) { errors { ... on Error { code } } } }";
        var answers = await Task.WhenAll(
            client.QueryAsync(adopt, new { input = new { id = ids[0], parentId = ids[1] } }),
            client.QueryAsync(adopt, new { input = new { id = ids[1], parentId = ids[0] } }));
        Assert.Single(answers, answer => answer.At("issueUpdate.errors").GetArrayLength() == 0);
    }
}
