using Backend.Modules.Identity;
using Backend.Modules.Identity.Users;
using Backend.Modules.Workspaces;
using Backend.Modules.Workspaces.Members;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.Workspaces;

/// <summary>Who a sign-in is, and in which workspace.</summary>
public sealed class ViewerResolverTests(ModuleServer server) : IClassFixture<ModuleServer>
{
    [Theory]
    [InlineData("demo")]
    [InlineData(null)]
    public async Task Known_sign_in_takes_one_statement_and_none_while_nothing_is_committed(string? workspace)
    {
        await using (await server.ScopeAsync("ada"))
            await server.CommitAsync();

        await using (await server.ScopeAsync("ada", workspace))
            Assert.Single(server.Statements.Statements);
        server.Statements.Clear();
        await using var scope = await server.ScopeAsync("ada", workspace);

        // Nothing was committed since.
        Assert.Empty(server.Statements.Statements);
        var viewer = scope.ServiceProvider.GetRequiredService<Viewer>();
        Assert.Equal("owner", viewer.Role);
        Assert.True(viewer.Can("workspace:update"));
        Assert.NotNull(viewer.WorkspaceId);
        var session = scope.ServiceProvider.GetRequiredService<BackendDbContext>().Session;
        Assert.Equal((viewer.WorkspaceId, viewer.UserId), (session.WorkspaceId, session.ActorId));
    }

    [Theory]
    [InlineData("ada", "owner")]
    [InlineData("grace", "admin")]
    [InlineData("linus", "member")]
    [InlineData("guest", "guest")]
    public async Task Demo_person_has_the_seeded_role(string handle, string role)
    {
        await using var scope = await server.ScopeAsync(handle, "demo");
        Assert.Equal(role, scope.ServiceProvider.GetRequiredService<Viewer>().Role);
    }

    [Fact]
    public async Task Caller_who_is_not_signed_in_stays_nobody()
    {
        await using var scope = await server.ScopeAsync();
        await scope.ServiceProvider.GetRequiredService<IViewerResolver>().ResolveAsync(new(), "demo", CancellationToken.None);
        Assert.Null(scope.ServiceProvider.GetRequiredService<Viewer>().UserId);
    }

    [Fact]
    public async Task New_person_without_a_workspace_is_signed_in()
    {
        await using var scope = await server.ScopeAsync("somebody-new");
        var viewer = scope.ServiceProvider.GetRequiredService<Viewer>();
        Assert.NotNull(viewer.UserId);
        Assert.Null(viewer.WorkspaceId);
        Assert.Null(viewer.Role);
        Assert.Empty(viewer.Permissions);
    }

    [Theory]
    [InlineData("ada", "nowhere")]
    [InlineData("stranger", "demo")]
    public async Task Workspace_that_is_not_the_viewers_is_not_found(string subject, string workspace)
    {
        var error = await Assert.ThrowsAsync<NotFoundException>(() => server.ScopeAsync(subject, workspace));
        Assert.Equal("Workspace not found.", error.Message);
    }

    [Fact]
    public async Task First_joined_workspace_is_the_default_one()
    {
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await server.ExecuteAsync("linus", """mutation { workspaceCreate(input: { slug: "aaa", name: "AAA" }) { syncId } }""");

        var workspace = await server.ExecuteAsync("linus", "{ workspace { slug viewerRole } }");
        var other = await server.ExecuteAsync("linus", "{ workspace { slug viewerRole } }", workspace: "aaa");

        Assert.Equal("""{"slug":"demo","viewerRole":"MEMBER"}""", workspace["data"]!["workspace"]!.ToJsonString());
        Assert.Equal("""{"slug":"aaa","viewerRole":"OWNER"}""", other["data"]!["workspace"]!.ToJsonString());
    }

    [Fact]
    public async Task Suspended_user_is_not_signed_in()
    {
        var id = await server.UseAsync(services => Task.FromResult(services.GetRequiredService<Viewer>().UserId), "suspended");
        await server.UseAsync(services => services.GetRequiredService<BackendDbContext>().Users
            .Where(user => user.Id == id)
            .ExecuteUpdateAsync(update => update.SetProperty(user => user.Status, UserStatus.Suspended)));

        await Assert.ThrowsAsync<UnauthenticatedException>(() => server.ScopeAsync("suspended"));
    }

    [Fact]
    public async Task Suspended_member_does_not_find_the_workspace()
    {
        await server.ExecuteAsync("grace", """mutation { workspaceCreate(input: { slug: "closed", name: "Closed" }) { syncId } }""");
        await server.UseAsync(
            services => services.GetRequiredService<BackendDbContext>().Memberships
                .ExecuteUpdateAsync(update => update.SetProperty(seat => seat.State, MembershipState.Suspended)),
            "grace", "closed");

        await Assert.ThrowsAsync<NotFoundException>(() => server.ScopeAsync("grace", "closed"));
    }
}
