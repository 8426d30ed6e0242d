using System.Text.Json;

namespace Backend.IntegrationTests;

/// <summary>A guest does not write, a stranger sees nothing, and what may not be seen looks like what is not there.</summary>
[Collection(ServerCollection.Name)]
public sealed class RoleTests(BackendServer server)
{
    /// <summary>A call per kind of write, with ids that exist.</summary>
    public static TheoryData<string> Writes =>
    [
        """mutation { issueCreate(input: { teamId: "$team", title: "Mine" }) { issue { id } } }""",
        """mutation { issueUpdate(input: { id: "$issue", title: "Mine" }) { issue { id } } }""",
        """mutation { issueArchive(input: { id: "$issue" }) { issue { id } } }""",
        """mutation { issueTrash(input: { id: "$issue" }) { issue { id } } }""",
        """mutation { commentCreate(input: { issueId: "$issue", bodyMarkdown: "Mine" }) { comment { id } } }""",
        """mutation { labelCreate(input: { name: "mine", color: "#112233" }) { label { id } } }""",
        """mutation { teamCreate(input: { key: "MINE", name: "Mine" }) { team { id } } }""",
    ];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Guest_may_not_write(string mutation)
    {
        var (team, issue) = await ExistingAsync();
        using var guest = server.Client("guest");
        Assert.Equal("FORBIDDEN", await guest.FailAsync(mutation.Replace("$team", team, StringComparison.Ordinal).Replace("$issue", issue, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Guest_sees_only_the_teams_that_the_guest_is_in()
    {
        using var guest = server.Client("guest");
        using var ada = server.Client();
        var seen = await guest.QueryAsync("{ teams(first: 50) { nodes { key } } issues(first: 100, filter: { team: { key: { eq: \"OPS\" } } }) { totalCount } }");
        Assert.Equal(["ENG"], seen.At("teams.nodes").EnumerateArray().Select(team => team.Text("key")));
        Assert.Equal(0, seen.At("issues.totalCount").GetInt32());
        var hidden = (await ada.QueryAsync("{ issues(first: 1, filter: { team: { key: { eq: \"OPS\" } } }) { nodes { id identifier } } }")).At("issues.nodes.0");
        foreach (var id in new[] { hidden.Text("id"), hidden.Text("identifier") })
            Assert.Equal("NOT_FOUND", await guest.FailAsync("query($id: ID!) { issue(id: $id) { id } }", new { id }));
        Assert.Equal(JsonValueKind.Null, (await guest.QueryAsync("query($id: ID!) { node(id: $id) { id } }", new { id = hidden.Text("id") })).At("node").ValueKind);
    }

    [Fact]
    public async Task Private_team_is_hidden_from_members_that_are_not_in_it()
    {
        using var ada = server.Client();
        var team = (await ada.QueryAsync("""mutation { teamCreate(input: { key: "HID", name: "Hidden", visibility: PRIVATE }) { team { id } errors { ... on Error { message } } } }""")).Text("teamCreate.team.id");
        var issue = (await ada.QueryAsync(
            "mutation($t: ID!) { issueCreate(input: { teamId: $t, title: \"Secret\" }) { issue { id } } }", new { t = team })).Text("issueCreate.issue.id");
        using var linus = server.Client("linus");
        Assert.Equal(JsonValueKind.Null, (await linus.QueryAsync("query($id: ID!) { node(id: $id) { id } }", new { id = team })).At("node").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await linus.QueryAsync("query($id: ID!) { node(id: $id) { id } }", new { id = issue })).At("node").ValueKind);
        Assert.Equal(0, (await linus.QueryAsync("{ issues(filter: { title: { eq: \"Secret\" } }) { totalCount } }")).At("issues.totalCount").GetInt32());
        var comment = await linus.QueryAsync(
            "mutation($id: ID!) { commentCreate(input: { issueId: $id, bodyMarkdown: \"x\" }) { errors { ... on Error { code } } } }", new { id = issue });
        Assert.Equal("NOT_FOUND", comment.Text("commentCreate.errors.0.code"));
    }

    [Fact]
    public async Task Stranger_sees_nothing()
    {
        using var linus = server.Client("linus");
        using var ada = server.Client();
        await ada.QueryAsync("""mutation { workspaceCreate(input: { slug: "elsewhere-ada", name: "Elsewhere" }) { workspace { id } errors { ... on Error { message } } } }""");
        using var stranger = server.Client("linus", "elsewhere-ada");
        Assert.Equal("NOT_FOUND", await stranger.FailAsync("{ issues { totalCount } }"));
        var slugs = (await linus.QueryAsync("{ viewer { workspaces(first: 10) { nodes { slug } } } }")).At("viewer.workspaces.nodes");
        Assert.Equal(["demo"], slugs.EnumerateArray().Select(workspace => workspace.Text("slug")));
    }

    [Fact]
    public async Task Anonymous_caller_gets_the_schema_and_nothing_else()
    {
        using var nobody = server.Client(person: null, workspace: null);
        Assert.Equal("Query", (await nobody.QueryAsync("{ __schema { queryType { name } } }")).Text("__schema.queryType.name"));
        Assert.Equal("UNAUTHENTICATED", await nobody.FailAsync("{ issues { totalCount } }"));
        Assert.Equal("UNAUTHENTICATED", await nobody.FailAsync("{ node(id: \"x\") { id } }"));
    }

    private async Task<(string Team, string Issue)> ExistingAsync()
    {
        using var ada = server.Client();
        var found = await ada.QueryAsync("{ team(id: \"ENG\") { id } issues(first: 1, filter: { team: { key: { eq: \"ENG\" } } }) { nodes { id } } }");
        return (found.Text("team.id"), found.Text("issues.nodes.0.id"));
    }
}
