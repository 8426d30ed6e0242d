using System.Text.Json.Nodes;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.Workspaces;

/// <summary>What the module's mutations do, refuse and write to the change feed.</summary>
public sealed class MutationTests(ModuleServer server) : IClassFixture<ModuleServer>
{
    private const string Errors = "errors { __typename ... on Error { code message path } }";

    [Fact]
    public async Task Created_workspace_belongs_to_its_creator_and_starts_its_own_feed()
    {
        var created = await RunAsync("guest", "workspaceCreate", "WorkspaceCreateInput", new { slug = "guests-own", name = "  Guest's own " },
            "workspace { slug name viewerRole teams { totalCount } } syncId");
        Assert.Equal(
            """{"workspace":{"slug":"guests-own","name":"Guest\u0027s own","viewerRole":"OWNER","teams":null},"syncId":2,"errors":[]}""", created.ToJsonString());
        Assert.Equal("workspace.created member.added", await FeedAsync("guest", "guests-own"));
        var inside = await server.ExecuteAsync("guest", "{ workspace { teams { totalCount } members { nodes { role state user { name } } } } }", workspace: "guests-own");
        Assert.Equal(
            """{"teams":{"totalCount":0},"members":{"nodes":[{"role":"OWNER","state":"ACTIVE","user":{"name":"New user"}}]}}""".Replace("New user", "Guest User", StringComparison.Ordinal),
            inside["data"]!["workspace"]!.ToJsonString());
    }

    [Theory]
    [InlineData("demo", "There is a workspace 'demo' already.")]
    [InlineData("Demo2", "A slug has 2 to 48 characters of a-z, 0-9 and '-', and begins and ends with a letter or digit.")]
    public async Task Workspace_slug_is_checked(string slug, string message) => Assert.Equal(
        new JsonObject { ["__typename"] = "ValidationError", ["code"] = "VALIDATION_FAILED", ["message"] = message, ["path"] = new JsonArray("input", "slug") }.ToJsonString(),
        (await RunAsync("ada", "workspaceCreate", "WorkspaceCreateInput", new { slug, name = "X" }, "workspace { id }"))["errors"]![0]!.ToJsonString());

    [Fact]
    public async Task Workspace_update_is_the_owners_and_sees_conflicts()
    {
        var refused = await server.ExecuteAsync("grace", """mutation { workspaceUpdate(input: { name: "Mine" }) { syncId } }""");
        Assert.Equal("FORBIDDEN", (string?)refused["errors"]![0]!["extensions"]!["code"]);
        var stale = await RunAsync("ada", "workspaceUpdate", "WorkspaceUpdateInput", new { name = "Demo!", expectedVersion = 99 }, "workspace { name }");
        Assert.Equal("CONFLICT", (string?)stale["errors"]![0]!["code"]);
        var same = await RunAsync("ada", "workspaceUpdate", "WorkspaceUpdateInput", new { name = "Demo" }, "workspace { name } syncId");
        Assert.Equal("""{"workspace":{"name":"Demo"},"syncId":null,"errors":[]}""", same.ToJsonString());
    }

    [Fact]
    public async Task Created_team_gets_its_parts_its_creator_and_an_event()
    {
        var created = await RunAsync("grace", "teamCreate", "TeamCreateInput", new { key = "QA", name = "Quality", timezone = "Europe/Berlin", color = "#ABCDEF" },
            "team { key name visibility color timezone version members { nodes { user { name } team { key } } } }");
        Assert.Equal(
            """{"key":"QA","name":"Quality","visibility":"PUBLIC","color":"#abcdef","timezone":"Europe/Berlin","version":1,"members":{"nodes":[{"user":{"name":"Grace Hopper"},"team":{"key":"QA"}}]}}""",
            created["team"]!.ToJsonString());
        Assert.Single(server.CreatedTeams.Keys, key => key == "QA");
        Assert.EndsWith("team.created team.memberAdded", await FeedAsync("ada", "demo"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ENG", "Engineering", "UTC", null, "key")]
    [InlineData("eng", "Engineering", "UTC", null, "key")]
    [InlineData("TOOLONGKEY", "Engineering", "UTC", null, "key")]
    [InlineData("OK1", " ", "UTC", null, "name")]
    [InlineData("OK1", "Name", "Mars/Olympus", null, "timezone")]
    [InlineData("OK1", "Name", "W. Europe Standard Time", null, "timezone")]
    [InlineData("OK1", "Name", "UTC", "red", "color")]
    public async Task Team_values_are_checked(string key, string name, string timezone, string? color, string field)
    {
        var refused = await RunAsync("ada", "teamCreate", "TeamCreateInput", new { key, name, timezone, color }, "team { id }");
        Assert.Equal("[\"input\",\"" + field + "\"]", refused["errors"]![0]!["path"]!.ToJsonString());
        Assert.Null(refused["team"]);
    }

    [Theory]
    [InlineData("linus")]
    [InlineData("guest")]
    public async Task Members_and_guests_create_no_teams(string person)
    {
        var refused = await server.ExecuteAsync(person, """mutation { teamCreate(input: { key: "NO", name: "No" }) { syncId } }""");
        Assert.Equal("FORBIDDEN", (string?)refused["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task Team_update_changes_what_is_given_and_records_old_values()
    {
        var teamId = await server.TeamIdAsync("OPS");
        var updated = await RunAsync("ada", "teamUpdate", "TeamUpdateInput", new { teamId, description = (string?)null, visibility = "PRIVATE", expectedVersion = 1 },
            "team { name description visibility version } syncId");
        Assert.Equal("""{"name":"Operations","description":null,"visibility":"PRIVATE","version":2}""", updated["team"]!.ToJsonString());
        var change = await server.UseAsync(services => LastEventAsync(services, "team.updated"), "ada", "demo");
        Assert.Equal("""{"description":null,"visibility":"PRIVATE"}""", change.Data);
        Assert.Equal("""{"description":"Keeps it running.","visibility":"PUBLIC"}""", change.Before);
        Assert.Equal(("request-1", change.Sequence), (change.RequestId, (long)updated["syncId"]!));

        var stale = await RunAsync("ada", "teamUpdate", "TeamUpdateInput", new { teamId, name = "Late", expectedVersion = 1 }, "team { name }");
        Assert.Equal("ConflictError", (string?)stale["errors"]![0]!["__typename"]);
        var cleared = await server.ExecuteAsync("ada", """mutation($t: ID!) { teamUpdate(input: { teamId: $t, name: null }) { syncId } }""", new { t = teamId });
        Assert.Equal("BAD_USER_INPUT", (string?)cleared["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task Team_members_come_and_go()
    {
        var teamId = await server.TeamIdAsync("ENG");
        var userId = await server.UserIdAsync("linus");
        var again = await RunAsync("ada", "teamMemberAdd", "TeamMemberAddInput", new { teamId, userId }, "team { members { totalCount } } syncId");
        Assert.Equal("""{"team":{"members":{"totalCount":4}},"syncId":null,"errors":[]}""", again.ToJsonString());
        var removed = await RunAsync("ada", "teamMemberRemove", "TeamMemberRemoveInput", new { teamId, userId }, "team { members(first: 2) { totalCount nodes { id } } }");
        Assert.Equal(3, (int)removed["team"]!["members"]!["totalCount"]!);
        Assert.Equal("team.memberRemoved", (await server.UseAsync(services => LastEventAsync(services, null), "ada", "demo")).Type);
        var absent = await RunAsync("ada", "teamMemberRemove", "TeamMemberRemoveInput", new { teamId, userId }, "team { id }");
        Assert.Equal("NOT_FOUND", (string?)absent["errors"]![0]!["code"]);
        await RunAsync("ada", "teamMemberAdd", "TeamMemberAddInput", new { teamId, userId }, "team { id }");

        var outsider = await server.UserIdAsync("outsider");
        var refused = await RunAsync("ada", "teamMemberAdd", "TeamMemberAddInput", new { teamId, userId = outsider }, "team { id }");
        Assert.Equal("""["input","userId"]""", refused["errors"]![0]!["path"]!.ToJsonString());
    }

    [Fact]
    public async Task Private_team_stays_in_sight_of_somebody()
    {
        await RunAsync("grace", "teamCreate", "TeamCreateInput", new { key = "SECRET", name = "Secret" }, "team { id }");
        var teamId = await server.TeamIdAsync("SECRET");
        var byOther = await RunAsync("ada", "teamUpdate", "TeamUpdateInput", new { teamId, visibility = "PRIVATE" }, "team { id }");
        Assert.Equal("""["input","visibility"]""", byOther["errors"]![0]!["path"]!.ToJsonString());
        var byMember = await RunAsync("grace", "teamUpdate", "TeamUpdateInput", new { teamId, visibility = "PRIVATE" }, "team { visibility }");
        Assert.Equal("PRIVATE", (string?)byMember["team"]!["visibility"]);
        var last = await RunAsync("grace", "teamMemberRemove", "TeamMemberRemoveInput", new { teamId, userId = await server.UserIdAsync("grace") }, "team { id }");
        Assert.Equal("VALIDATION_FAILED", (string?)last["errors"]![0]!["code"]);
    }

    [Fact]
    public async Task Member_roles_are_set_by_the_rules()
    {
        var (ada, grace, linus) = (await server.UserIdAsync("ada"), await server.UserIdAsync("grace"), await server.UserIdAsync("linus"));
        Assert.Equal("FORBIDDEN", await SetRoleAsync("grace", linus, "OWNER"));
        Assert.Equal("FORBIDDEN", await SetRoleAsync("grace", ada, "MEMBER"));
        Assert.Equal("VALIDATION_FAILED", await SetRoleAsync("ada", ada, "ADMIN"));
        Assert.Equal("ADMIN", await SetRoleAsync("grace", linus, "ADMIN"));
        var change = await server.UseAsync(services => LastEventAsync(services, "member.roleChanged"), "ada", "demo");
        Assert.StartsWith("""{"role":"ADMIN","userId":""", change.Data, StringComparison.Ordinal);
        Assert.Equal("""{"role":"MEMBER"}""", change.Before);
        Assert.Equal("OWNER", await SetRoleAsync("ada", grace, "OWNER"));
        Assert.Equal("ADMIN", await SetRoleAsync("grace", grace, "ADMIN"));
        Assert.Equal("MEMBER", await SetRoleAsync("ada", linus, "MEMBER"));
        Assert.Equal("NOT_FOUND", await SetRoleAsync("ada", await server.UserIdAsync("outsider"), "MEMBER"));
    }

    [Fact]
    public async Task Seeding_again_changes_nothing()
    {
        var before = await FeedAsync("ada", "demo");
        await server.SeedAsync();
        Assert.Equal(before, await FeedAsync("ada", "demo"));
    }

    private async Task<string> SetRoleAsync(string by, string userId, string role)
    {
        var set = await RunAsync(by, "memberRoleSet", "MemberRoleSetInput", new { userId, role }, "membership { role }");
        return (string)(set["membership"]?["role"] ?? set["errors"]![0]!["code"])!;
    }

    private async Task<JsonNode> RunAsync(string by, string mutation, string inputType, object input, string fields)
    {
        var response = await server.ExecuteAsync(
            by, $$"""mutation($input: {{inputType}}!) { {{mutation}}(input: $input) { {{fields}} {{Errors}} } }""", new { input });
        Assert.True(response["errors"] is null, response.ToJsonString());
        return response["data"]![mutation]!;
    }

    private Task<string> FeedAsync(string subject, string workspace) => server.UseAsync(
        async services => string.Join(' ', await Feed(services).Select(change => change.Type).ToListAsync()), subject, workspace);

    private static Task<PlatformEvent> LastEventAsync(IServiceProvider services, string? type) =>
        Feed(services).Where(change => type == null || change.Type == type).LastAsync();

    private static IQueryable<PlatformEvent> Feed(IServiceProvider services)
    {
        var db = services.GetRequiredService<BackendDbContext>();
        var workspaceId = db.Session.WorkspaceId;
        return db.Set<PlatformEvent>().Where(change => change.WorkspaceId == workspaceId).OrderBy(change => change.Sequence);
    }
}
