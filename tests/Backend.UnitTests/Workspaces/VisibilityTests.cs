using Backend.Contracts.Workspaces;
using Backend.Modules.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.Workspaces;

/// <summary>
/// Which teams and people each role sees. OPEN is public with nobody but ada, SEEN is public with the guest and linus,
/// HIDDEN is private with linus, LODGE is private with the guest. Grace has left ENG.
/// </summary>
public sealed class VisibilityTests(VisibilityServer server) : IClassFixture<VisibilityServer>
{
    [Theory]
    [InlineData("ada", "ENG HIDDEN LODGE OPEN OPS SEEN")]
    [InlineData("grace", "ENG OPEN OPS SEEN")]
    [InlineData("linus", "ENG HIDDEN OPEN OPS SEEN")]
    [InlineData("guest", "ENG LODGE SEEN")]
    [InlineData("stranger", "")]
    public async Task Teams_by_role(string subject, string expected)
    {
        var keys = await server.Modules.UseAsync(
            async services =>
            {
                var visible = services.GetRequiredService<ITeamDirectory>().VisibleIds();
                return await services.GetRequiredService<BackendDbContext>().Teams.Where(team => visible.Contains(team.Id)).Select(team => team.Key).ToListAsync();
            },
            subject);
        Assert.Equal(expected, string.Join(' ', keys.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("ada", "Ada Lovelace,Grace Hopper,Guest User,Linus Torvalds")]
    [InlineData("linus", "Ada Lovelace,Grace Hopper,Guest User,Linus Torvalds")]
    [InlineData("guest", "Ada Lovelace,Guest User,Linus Torvalds")]
    public async Task People_by_role(string subject, string expected)
    {
        var response = await server.Modules.ExecuteAsync(
            subject, "{ users { nodes { name } totalCount } workspace { members { totalCount nodes { user { name } } } } }");
        var names = response["data"]!["users"]!["nodes"]!.AsArray().Select(user => (string)user!["name"]!);
        var members = response["data"]!["workspace"]!["members"]!["nodes"]!.AsArray().Select(member => (string)member!["user"]!["name"]!);
        Assert.Equal(expected, string.Join(',', names));
        Assert.Equal(expected, string.Join(',', members.Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("grace", "HIDDEN", true)]
    [InlineData("guest", "OPEN", true)]
    [InlineData("linus", "HIDDEN", false)]
    public async Task Team_out_of_sight_is_not_found_by_key_or_id(string subject, string key, bool hidden)
    {
        var id = await server.Modules.TeamIdAsync(key);
        var response = await server.Modules.ExecuteAsync(
            subject, "query($id: ID!, $key: ID!) { byKey: team(id: $key) { key } byId: team(id: $id) { key } node(id: $id) { id } }", new { id, key });
        Assert.Equal(hidden, response["data"]!["byKey"] is null);
        Assert.Equal(hidden, response["data"]!["byId"] is null);
        Assert.Equal(hidden, response["data"]!["node"] is null);
        if (hidden)
            Assert.All(response["errors"]!.AsArray(), error => Assert.Equal("NOT_FOUND", (string?)error!["extensions"]!["code"]));
    }

    [Fact]
    public async Task Email_is_shown_to_fellows_and_cannot_be_guessed_by_others()
    {
        const string Query = """
            query($grace: ID!) { node(id: $grace) { ... on User { email } } users(filter: { email: { startsWith: "grace" } }) { nodes { name } } }
            """;
        var grace = await server.Modules.UserIdAsync("grace");

        var linus = await server.Modules.ExecuteAsync("linus", Query, new { grace });
        var guest = await server.Modules.ExecuteAsync("guest", Query, new { grace });

        Assert.Equal("""{"node":{"email":"grace@demo.localhost"},"users":{"nodes":[{"name":"Grace Hopper"}]}}""", linus["data"]!.ToJsonString());
        Assert.Equal("""{"node":null,"users":{"nodes":[]}}""", guest["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Stranger_sees_nothing_of_the_workspace()
    {
        var response = await server.Modules.ExecuteAsync("stranger", "{ viewer { name workspaces { nodes { slug } } } }");
        Assert.Equal("""{"name":"New user","workspaces":{"nodes":[]}}""", response["data"]!["viewer"]!.ToJsonString());
        foreach (var query in new[] { "{ teams { nodes { key } } }", "{ users { nodes { name } } }", """{ team(id: "ENG") { key } }""" })
            Assert.Equal("FORBIDDEN", (string?)(await server.Modules.ExecuteAsync("stranger", query))["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal("NOT_FOUND", (string?)(await server.Modules.ExecuteAsync("stranger", "{ workspace { slug } }"))["errors"]![0]!["extensions"]!["code"]);
    }
}

/// <summary>The modules with the teams of <see cref="VisibilityTests"/>.</summary>
public sealed class VisibilityServer : IAsyncLifetime
{
    public ModuleServer Modules { get; } = new();

    public async Task InitializeAsync()
    {
        await Modules.InitializeAsync();
        foreach (var (key, visibility, people) in new[]
        {
            ("OPEN", "PUBLIC", Array.Empty<string>()), ("SEEN", "PUBLIC", ["guest", "linus"]), ("HIDDEN", "PRIVATE", ["linus"]), ("LODGE", "PRIVATE", ["guest"]),
        })
        {
            var team = (await Modules.ExecuteAsync(
                "ada", "mutation($input: TeamCreateInput!) { teamCreate(input: $input) { team { id } errors { __typename } } }",
                new { input = new { key, name = key, visibility } }))["data"]!["teamCreate"]!["team"]!["id"]!.ToString();
            foreach (var person in people)
                await SetMemberAsync("teamMemberAdd", team, person);
        }

        await SetMemberAsync("teamMemberRemove", await Modules.TeamIdAsync("ENG"), "grace");
    }

    private async Task SetMemberAsync(string mutation, string team, string person) => await Modules.ExecuteAsync(
        "ada", $$"""mutation($team: ID!, $user: ID!) { {{mutation}}(input: { teamId: $team, userId: $user }) { team { id } errors { __typename } } }""",
        new { team, user = await Modules.UserIdAsync(person) });

    public Task DisposeAsync() => Modules.DisposeAsync();
}
