using System.Text.Json.Nodes;
using Backend.Contracts.Workspaces;
using Backend.Modules.Identity;
using Backend.Modules.Identity.Accounts;
using Backend.Modules.Workspaces;
using Backend.Modules.Workspaces.Members;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.SignIn;

/// <summary>Places in workspaces and teams that follow the groups of an issuer.</summary>
public sealed class GroupTests(GroupTests.Grouped grouped) : IClassFixture<GroupTests.Grouped>
{
    private IssuerServer Server => grouped.Server!;

    [Fact]
    public async Task Groups_give_places_at_first_sight_change_them_and_take_them_away()
    {
        Assert.Equal("ADMIN", await RoleAsync(Token("gina", 0, "admins", "engineers", "unknown to any rule")));
        Assert.Equal(1, await CountTeamsAsync("gina"));
        Assert.Equal("MEMBER", await RoleAsync(Token("gina", 10, "engineers")));

        // A token from before is still valid, but knows less.
        Assert.Equal("MEMBER", await RoleAsync(Token("gina", 5, "admins")));
        Assert.Null(await RoleAsync(Token("gina", 20)));
        Assert.Equal(0, await CountTeamsAsync("gina"));
        Assert.Equal("ADMIN", await RoleAsync(Token("gina", 30, "admins")));
    }

    [Fact]
    public async Task Place_given_by_hand_stays_as_it_is()
    {
        var id = await FirstSightAsync("hans");
        await ChangeAsync(async (db, workspaceId) =>
        {
            db.Add(Membership.Create(workspaceId, id, WorkspaceRole.Guest, TimeProvider.System.GetUtcNow()));
            await db.SaveChangesAsync();
        });
        Assert.Equal("GUEST", await RoleAsync(Token("hans", 10, "admins", "engineers")));
        Assert.Equal(1, await CountTeamsAsync("hans"));
        Assert.Equal("GUEST", await RoleAsync(Token("hans", 20)));
        Assert.Equal(0, await CountTeamsAsync("hans"));
    }

    [Fact]
    public async Task Last_owner_stays()
    {
        using var ada = Server.Server.Client();
        await ada.QueryAsync("""mutation { workspaceCreate(input: { slug: "solo", name: "Solo" }) { syncId } }""");
        Assert.Equal("OWNER", await RoleAsync(Token("olga", 0, "owners"), "solo"));
        await using (var scope = Server.Server.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
            var solo = await db.Workspaces.IgnoreQueryFilters().SingleAsync(workspace => workspace.Slug == "solo");
            await db.Memberships.IgnoreQueryFilters().Where(place => place.WorkspaceId == solo.Id && place.Origin == PlaceOrigin.Manual).ExecuteDeleteAsync();
        }

        Assert.Equal("OWNER", await RoleAsync(Token("olga", 10), "solo"));
        Assert.Equal("OWNER", await RoleAsync(Token("olga", 20, "soloists"), "solo"));
        // Not any more the last, the other goes.
        Assert.Equal("OWNER", await RoleAsync(Token("otto", 0, "owners"), "solo"));
        Assert.Null(await RoleAsync(Token("olga", 30), "solo"));
    }

    [Fact]
    public async Task Job_follows_what_is_kept_where_a_workspace_came_later()
    {
        Assert.Null(await RoleAsync(Token("lea", 0, "late"), "later"));
        using var ada = Server.Server.Client();
        await ada.QueryAsync("""mutation { workspaceCreate(input: { slug: "later", name: "Later" }) { syncId } }""");
        Assert.Null(await RoleAsync(Token("lea", 0, "late"), "later"));
        await using (var scope = Server.Server.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<GroupSyncWork>().RunAsync(CancellationToken.None);
        Assert.Equal("MEMBER", await RoleAsync(Token("lea", 0, "late"), "later"));
    }

    [Fact]
    public async Task Unverified_address_is_left_out()
    {
        using var without = Server.Client(Server.Issuer.Token("mia", body => body["email"] = "boss@example.org"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await without.QueryAsync("{ viewer { ... on User { email } } }")).At("viewer.email").ValueKind);
        using var with = Server.Client(Server.Issuer.Token("max", body => { body["email"] = "max@example.org"; body["email_verified"] = true; }));
        Assert.Equal("max@example.org", (await with.QueryAsync("{ viewer { ... on User { email } } }")).Text("viewer.email"));
    }

    [Fact]
    public async Task Claim_of_the_servers_own_kind_is_not_taken_from_an_issuer()
    {
        Assert.Null(await RoleAsync(Server.Issuer.Token("eve", body => body["backend_groups"] = "admins")));
    }

    private string Token(string subject, int later, params string[] groups) => Server.Issuer.Token(subject, body =>
    {
        body["iat"] = body["iat"]!.GetValue<long>() / 3600 * 3600 + later;
        body["realm_access"] = new JsonObject { ["roles"] = new JsonArray([.. groups.Select(group => (JsonNode)group)]) };
    });

    private async Task<string?> RoleAsync(string token, string workspace = "demo")
    {
        using var client = Server.Client(token, workspace);
        var answer = await client.SendAsync("{ workspace { viewerRole } }");
        return answer.TryGetProperty("errors", out _) ? null : answer.Text("data.workspace.viewerRole");
    }

    private async Task<Guid> FirstSightAsync(string subject)
    {
        await RoleAsync(Token(subject, 0));
        await using var scope = Server.Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BackendDbContext>().ExternalIdentities
            .Where(identity => identity.Subject == subject).Select(identity => identity.UserId).SingleAsync();
    }

    private async Task<int> CountTeamsAsync(string subject)
    {
        await using var scope = Server.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var users = db.ExternalIdentities.Where(identity => identity.Subject == subject).Select(identity => identity.UserId);
        return await db.TeamMemberships.IgnoreQueryFilters().CountAsync(place => users.Contains(place.UserId));
    }

    private async Task ChangeAsync(Func<BackendDbContext, Guid, Task> change)
    {
        await using var scope = Server.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await change(db, await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().EnterAsync("demo", actorId: null, CancellationToken.None));
    }

    /// <summary>A server with rules.</summary>
    public sealed class Grouped : IAsyncLifetime
    {
        internal IssuerServer? Server { get; private set; }

        public async Task InitializeAsync() => Server = await IssuerServer.StartAsync(
            "Claims:Roles=realm_access.roles",
            "GroupRules:0:Group=admins", "GroupRules:0:Workspace=demo", "GroupRules:0:Role=admin",
            "GroupRules:1:Group=engineers", "GroupRules:1:Workspace=demo", "GroupRules:1:Team=ENG",
            "GroupRules:2:Group=owners", "GroupRules:2:Workspace=solo", "GroupRules:2:Role=owner",
            "GroupRules:3:Group=soloists", "GroupRules:3:Workspace=solo",
            "GroupRules:4:Group=late", "GroupRules:4:Workspace=later");

        public async Task DisposeAsync() => await Server!.DisposeAsync();
    }
}
