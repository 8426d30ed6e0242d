using System.Text.Json.Nodes;
using Backend.UnitTests.Tracking;

namespace Backend.UnitTests.Access;

/// <summary>What grants give, and what they leave hidden. The guest is in ENG; OPS and a private team are out of sight.</summary>
public sealed class AccessTests(TrackingServer server) : IClassFixture<TrackingServer>
{
    private const string Guest = "guest";

    [Fact]
    public async Task Issue_grant_shows_the_issue_and_nothing_else()
    {
        var (shown, hidden) = await TwoIssuesAsync("ONE");
        await GrantAsync(Guest, "guest", shown.Id);
        var seen = await server.QueryAsync(Guest, "query($id: ID!) { issue(id: $id) { title team { key states { name } members { totalCount } } state { name } creator { name } viewerCan { update delete } } }", new { id = shown.Id });
        Assert.Equal("shown", (string)seen["issue"]!["title"]!);
        Assert.Equal("ONE", (string)seen["issue"]!["team"]!["key"]!);
        Assert.Empty(seen["issue"]!["team"]!["states"]!.AsArray());
        Assert.Equal(0, (int)seen["issue"]!["team"]!["members"]!["totalCount"]!);
        Assert.False((bool)seen["issue"]!["viewerCan"]!["update"]!);
        await AssertHiddenAsync(Guest, hidden.Id, "issue");
        await AssertHiddenAsync(Guest, shown.TeamId, "team");
        var list = await server.QueryAsync(Guest, "{ issues(first: 100, filter: { team: { key: { eq: \"ONE\" } } }) { totalCount } teams { nodes { key } } }");
        Assert.DoesNotContain("ONE", list["teams"]!["nodes"]!.AsArray().Select(team => (string)team!["key"]!));
        Assert.Equal("FORBIDDEN", await CodeAsync(Guest, "mutation($id: ID!) { issueUpdate(input: { id: $id, title: \"x\" }) { issue { id } } }", new { id = shown.Id }));
        Assert.Equal("NOT_FOUND", await CodeAsync(Guest, "query($id: ID!) { board(teamId: $id, groupBy: STATE) { groups { count } } }", new { id = shown.TeamId }));
    }

    [Fact]
    public async Task Member_role_on_one_issue_lets_a_guest_change_that_one_only()
    {
        var (mine, other) = await TwoIssuesAsync("TWO");
        await GrantAsync(Guest, "member", mine.Id);
        await GrantAsync(Guest, "guest", other.Id);
        var changed = await server.MutateAsync(Guest, "issueUpdate", new { id = mine.Id, title = "changed" }, "issue { title viewerCan { update delete } }");
        Assert.Equal("changed", (string)changed["issue"]!["title"]!);
        Assert.True((bool)changed["issue"]!["viewerCan"]!["update"]!);
        Assert.False((bool)changed["issue"]!["viewerCan"]!["delete"]!);
        Assert.Equal("FORBIDDEN", await CodeAsync(Guest, "mutation($id: ID!) { issueUpdate(input: { id: $id, title: \"x\" }) { issue { id } } }", new { id = other.Id }));
        Assert.Equal("NOT_FOUND", await CodeAsync(Guest, "mutation($t: ID!) { issueCreate(input: { teamId: $t, title: \"x\" }) { issue { id } errors { ... on Error { code } } } }", new { t = mine.TeamId }));
        var batch = await server.MutateAsync(Guest, "issueBatchUpdate", new { ids = new[] { mine.Id, other.Id }, priority = 2, errorPolicy = "SKIP_FAILED" }, "succeededCount failedCount");
        Assert.Equal((1, 1), ((int)batch["succeededCount"]!, (int)batch["failedCount"]!));
    }

    [Fact]
    public async Task Team_grant_opens_a_private_team_until_it_is_revoked()
    {
        var team = await server.NewTeamAsync("PRIV", "PRIVATE");
        var issue = (string)(await server.CreateIssueAsync(team, "inside"))["id"]!;
        await AssertHiddenAsync("linus", issue, "issue");
        var grant = await GrantAsync("linus", "member", team);
        Assert.Equal("inside", (string)(await server.QueryAsync("linus", "query($id: ID!) { issue(id: $id) { title } }", new { id = issue }))["issue"]!["title"]!);
        Assert.Contains("PRIV", (await server.QueryAsync("linus", "{ teams(first: 50) { nodes { key } } }"))["teams"]!["nodes"]!.AsArray().Select(seen => (string)seen!["key"]!));
        Assert.NotNull((await server.MutateAsync("linus", "issueCreate", new { teamId = team, title = "mine" }, "issue { id }"))["issue"]);
        await server.MutateAsync("ada", "grantRevoke", new { id = grant }, "grant { id }");
        await AssertHiddenAsync("linus", issue, "issue");
        await AssertHiddenAsync("linus", team, "team");
    }

    [Fact]
    public async Task Grant_on_a_private_team_with_the_guest_role_does_not_let_a_member_write_there()
    {
        var team = await server.NewTeamAsync("LOOK", "PRIVATE");
        var issue = (string)(await server.CreateIssueAsync(team, "look only"))["id"]!;
        await GrantAsync("linus", "guest", team);
        Assert.Equal("FORBIDDEN", await CodeAsync("linus", "mutation($id: ID!) { issueUpdate(input: { id: $id, title: \"x\" }) { issue { id } } }", new { id = issue }));
        Assert.Equal("FORBIDDEN", await CodeAsync("linus", "mutation($t: ID!) { issueCreate(input: { teamId: $t, title: \"x\" }) { issue { id } } }", new { t = team }));
    }

    [Fact]
    public async Task Team_as_a_principal_gives_the_grant_to_its_members_for_as_long_as_they_are_in_it()
    {
        var (shown, _) = await TwoIssuesAsync("TEAMP", "PRIVATE");
        var crew = await server.NewTeamAsync("CREW");
        await MustAsync("ada", "grantCreate", new { teamId = crew, roleId = await RoleAsync("member"), resourceId = shown.Id }, "grant { id }");
        await AssertHiddenAsync(Guest, shown.Id, "issue");
        var guest = await UserAsync(Guest);
        await MustAsync("ada", "teamMemberAdd", new { teamId = crew, userId = guest }, "team { id }");
        Assert.Equal("shown", (string)(await server.QueryAsync(Guest, "query($id: ID!) { issue(id: $id) { title } }", new { id = shown.Id }))["issue"]!["title"]!);
        await MustAsync("ada", "teamMemberRemove", new { teamId = crew, userId = guest }, "team { id }");
        await AssertHiddenAsync(Guest, shown.Id, "issue");
    }

    [Fact]
    public async Task Grant_ends_at_its_time_and_is_tidied_away()
    {
        var (shown, _) = await TwoIssuesAsync("TIME");
        var end = server.Clock.GetUtcNow().AddHours(1);
        await GrantAsync(Guest, "guest", shown.Id, end);
        await server.QueryAsync(Guest, "query($id: ID!) { issue(id: $id) { title } }", new { id = shown.Id });
        server.Clock.Advance(TimeSpan.FromHours(1));
        await AssertHiddenAsync(Guest, shown.Id, "issue");
        Assert.Equal("VALIDATION_FAILED", (string)(await server.MutateAsync("ada", "grantCreate", new { userId = await UserAsync(Guest), roleId = await RoleAsync("guest"), resourceId = shown.Id, expiresAt = end }, "grant { id }"))["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task Custom_role_gives_exactly_its_permissions_and_changes_at_once()
    {
        var (shown, _) = await TwoIssuesAsync("CUST");
        var role = (string)(await MustAsync("ada", "roleCreate", new { name = "Triager", permissions = new[] { "issue:read", "issue:archive" } }, "role { id }"))["role"]!["id"]!;
        await MustAsync("ada", "grantCreate", new { userId = await UserAsync(Guest), roleId = role, resourceId = shown.Id }, "grant { id }");
        Assert.NotNull((await MustAsync(Guest, "issueArchive", new { id = shown.Id }, "issue { id }"))["issue"]);
        Assert.Equal("FORBIDDEN", await CodeAsync(Guest, "mutation($id: ID!) { issueTrash(input: { id: $id }) { issue { id } } }", new { id = shown.Id }));
        await MustAsync("ada", "roleUpdate", new { id = role, permissions = new[] { "issue:read" } }, "role { permissions }");
        Assert.Equal("FORBIDDEN", await CodeAsync(Guest, "mutation($id: ID!) { issueUnarchive(input: { id: $id }) { issue { id } } }", new { id = shown.Id }));
        Assert.Equal("VALIDATION_FAILED", (string)(await server.MutateAsync("ada", "roleDelete", new { id = role }, "role { id }"))["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task Nobody_gives_what_they_do_not_have()
    {
        var admin = await server.MutateAsync("grace", "grantCreate", new { userId = await UserAsync("linus"), roleId = await RoleAsync("owner"), resourceId = await WorkspaceAsync() }, "grant { id }");
        Assert.Equal("FORBIDDEN", (string)admin["errors"]![0]!["code"]!);
        var role = await server.MutateAsync("grace", "roleCreate", new { name = "Backdoor", permissions = new[] { "workspace:delete" } }, "role { id }");
        Assert.Equal("FORBIDDEN", (string)role["errors"]![0]!["code"]!);
        Assert.Equal("FORBIDDEN", await CodeAsync("linus", "{ roles { name } }"));
    }

    [Fact]
    public async Task Grant_about_a_private_team_is_hidden_from_admins_who_are_not_in_it()
    {
        var team = await server.NewTeamAsync("QUIET", "PRIVATE");
        var grant = await GrantAsync("linus", "guest", team);
        Assert.DoesNotContain(grant, await GrantIdsAsync("grace"));
        Assert.Contains(grant, await GrantIdsAsync("ada"));
        Assert.Contains(grant, await GrantIdsAsync("linus"));
        await AssertHiddenAsync("grace", grant, "grant");
        Assert.Equal("NOT_FOUND", (string)(await server.MutateAsync("grace", "grantRevoke", new { id = grant }, "grant { id }"))["errors"]![0]!["code"]!);
    }

    [Fact]
    public async Task Effective_access_names_each_reason()
    {
        var (shown, hidden) = await TwoIssuesAsync("WHY");
        await GrantAsync(Guest, "member", shown.Id);
        const string Query = "query($r: ID!, $u: ID!) { effectiveAccess(resourceId: $r, userId: $u) { isVisible permissions { permission reasons { workspaceRole grant { role { name } } } } } }";
        var access = (await server.QueryAsync("ada", Query, new { r = shown.Id, u = await UserAsync(Guest) }))["effectiveAccess"]!;
        Assert.True((bool)access["isVisible"]!);
        var update = Assert.Single(access["permissions"]!.AsArray(), permission => (string)permission!["permission"]! == "issue:update")!;
        Assert.Equal("member", (string)update["reasons"]![0]!["grant"]!["role"]!["name"]!);
        Assert.DoesNotContain(access["permissions"]!.AsArray(), permission => (string)permission!["permission"]! == "issue:delete");
        Assert.False((bool)(await server.QueryAsync("ada", Query, new { r = hidden.Id, u = await UserAsync(Guest) }))["effectiveAccess"]!["isVisible"]!);
        Assert.Equal("NOT_FOUND", await CodeAsync(Guest, Query, new { r = shown.Id, u = await UserAsync("ada") }));
        Assert.Equal("OWNER", (string)(await server.QueryAsync("ada", Query, new { r = await WorkspaceAsync(), u = await UserAsync("ada") }))["effectiveAccess"]!["permissions"]![0]!["reasons"]![0]!["workspaceRole"]!);
    }

    [Fact]
    public async Task Grant_of_a_deleted_issue_goes_with_it()
    {
        var (shown, _) = await TwoIssuesAsync("GONE");
        var grant = await GrantAsync("linus", "admin", shown.Id);
        await MustAsync("ada", "issueDelete", new { id = shown.Id }, "issue { id }");
        Assert.DoesNotContain(grant, await GrantIdsAsync("ada"));
    }

    private async Task<((string Id, string TeamId) Shown, (string Id, string TeamId) Hidden)> TwoIssuesAsync(string key, string visibility = "PUBLIC")
    {
        var team = await server.NewTeamAsync(key, visibility);
        return (((string)(await server.CreateIssueAsync(team, "shown"))["id"]!, team), ((string)(await server.CreateIssueAsync(team, "hidden"))["id"]!, team));
    }

    private async Task<string> GrantAsync(string person, string role, string resourceId, DateTimeOffset? expiresAt = null) =>
        (string)(await MustAsync("ada", "grantCreate", new { userId = await UserAsync(person), roleId = await RoleAsync(role), resourceId, expiresAt }, "grant { id resourceId }"))["grant"]!["id"]!;

    private async Task<JsonNode> MustAsync(string person, string name, object input, string fields)
    {
        var payload = await server.MutateAsync(person, name, input, fields);
        Assert.True(payload["errors"] is null or JsonArray { Count: 0 }, payload.ToJsonString());
        return payload;
    }

    private async Task<string> RoleAsync(string name) => (string)(await server.QueryAsync("ada", "{ roles { id name } }"))["roles"]!.AsArray()
        .Single(role => (string)role!["name"]! == name)!["id"]!;

    private async Task<string> UserAsync(string person) => (string)(await server.QueryAsync(person, "{ viewer { id } }"))["viewer"]!["id"]!;

    private async Task<string> WorkspaceAsync() => (string)(await server.QueryAsync("ada", "{ workspace { id } }"))["workspace"]!["id"]!;

    private async Task<string[]> GrantIdsAsync(string person) => [.. (await server.QueryAsync(person, "{ grants(first: 100) { nodes { id } } }"))["grants"]!["nodes"]!.AsArray()
        .Select(grant => (string)grant!["id"]!)];

    private async Task AssertHiddenAsync(string person, string id, string field)
    {
        Assert.Null((await server.QueryAsync(person, "query($id: ID!) { node(id: $id) { id } }", new { id }))["node"]);
        if (field != "grant")
            Assert.Equal("NOT_FOUND", await CodeAsync(person, $"query($id: ID!) {{ {field}(id: $id) {{ id }} }}", new { id }));
    }

    private async Task<string> CodeAsync(string person, string query, object? variables = null)
    {
        var response = await server.ExecuteAsync(person, query, variables);
        return (string?)response["errors"]?[0]?["extensions"]?["code"]
            ?? (string)response["data"]!.AsObject().First().Value!["errors"]![0]!["code"]!;
    }
}
