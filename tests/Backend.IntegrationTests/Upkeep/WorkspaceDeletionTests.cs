using Backend.Contracts.Workspaces;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Errors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Upkeep;

/// <summary>A workspace goes with all that it has, when its time of grace is over, and nothing else goes.</summary>
public sealed class WorkspaceDeletionTests(UpkeepServer server) : IClassFixture<UpkeepServer>
{
    [Fact]
    public async Task Deletion_is_asked_for_with_the_slug_and_can_be_taken_back()
    {
        await NewWorkspaceAsync("second-thoughts");
        var asked = TimeProvider.System.GetUtcNow();
        using var client = server.Client("ada", "second-thoughts");
        var refused = await client.QueryAsync("""mutation { workspaceDelete(input: { challenge: "Second-Thoughts" }) { errors { ... on Error { code path } } } }""");
        Assert.Equal("""[{"code":"VALIDATION_FAILED","path":["input","challenge"]}]""", refused.At("workspaceDelete.errors").GetRawText());

        var at = await DeleteAsync("second-thoughts");
        Assert.InRange(at, asked.AddDays(10).AddMilliseconds(-1), asked.AddDays(10).AddMinutes(10));
        // Asked for again, the time stays.
        Assert.Equal(at, await DeleteAsync("second-thoughts"));
        await server.RunWorkAsync<WorkspaceDeletionWork>(at.AddMinutes(-1));
        Assert.Equal(at, (await client.QueryAsync("{ workspace { deletionAt } }")).At("workspace.deletionAt").GetDateTimeOffset());

        var kept = await server.MutateAsync("workspaceCancelDelete", new { }, "workspace { deletionAt }", workspace: "second-thoughts");
        Assert.Equal("null", kept.At("workspace.deletionAt").GetRawText());
        await server.RunWorkAsync<WorkspaceDeletionWork>(at.AddDays(1));
        var changes = await client.QueryAsync("{ changes(since: 2) { nodes { type fields { field } } } }");
        Assert.Equal(
            """[{"type":"workspace.deletionScheduled","fields":[{"field":"deletionAt"}]},{"type":"workspace.deletionCanceled","fields":[{"field":"deletionAt"}]}]""",
            changes.At("changes.nodes").GetRawText());
    }

    [Theory]
    [InlineData("grace")]
    [InlineData("linus")]
    [InlineData("guest")]
    public async Task Only_owners_may(string person)
    {
        using var client = server.Client(person);
        Assert.Equal("FORBIDDEN", await client.FailAsync("""mutation { workspaceDelete(input: { challenge: "demo" }) { syncId } }"""));
        Assert.Equal("FORBIDDEN", await client.FailAsync("mutation { workspaceCancelDelete(input: {}) { syncId } }"));
    }

    [Fact]
    public async Task Workspace_is_closed_when_its_time_has_come()
    {
        await NewWorkspaceAsync("closing");
        var at = await DeleteAsync("closing");
        await server.RunWorkAsync<WorkspaceDeletionWork>(at);
        using var client = server.Client("ada", "closing");
        Assert.Equal("NOT_FOUND", await client.FailAsync("{ workspace { id } }"));
        Assert.Equal("NOT_FOUND", await client.FailAsync("mutation { workspaceCancelDelete(input: {}) { syncId } }"));
        using var elsewhere = server.Client();
        Assert.DoesNotContain("closing", (await elsewhere.QueryAsync("{ viewer { workspaces { nodes { slug } } } }")).GetRawText(), StringComparison.Ordinal);
        await server.UseAsync(async (services, _) =>
        {
            var directory = services.GetRequiredService<IWorkspaceDirectory>();
            await Assert.ThrowsAsync<NotFoundException>(() => directory.EnterAsync("closing", null, CancellationToken.None));
            return true;
        });
    }

    [Fact]
    public async Task No_row_of_it_is_left_in_any_table_and_the_other_workspace_loses_nothing()
    {
        var (demo, id) = (await IdAsync("demo"), await NewWorkspaceAsync("to-be-gone"));
        await server.UseAsync(async (_, db) =>
        {
            // A family, so that rows of a table refer to each other across the batches.
            var parent = await db.Database.SqlQuery<Guid>($"SELECT id AS \"Value\" FROM tracking_issues WHERE workspace_id = {demo} ORDER BY id LIMIT 1").SingleAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE tracking_issues SET parent_id = {parent} WHERE workspace_id = {demo} AND id <> {parent}");
            await WorkspaceRows.FillAsync(db, demo);
            return true;
        });
        var at = await DeleteAsync("to-be-gone");
        await server.UseAsync(async (_, db) =>
        {
            await WorkspaceRows.CopyAsync(db, demo, id);
            return true;
        });
        var before = await server.UseAsync((_, db) => WorkspaceRows.ReadAllAsync(db, demo));
        var doomed = await server.UseAsync((_, db) => WorkspaceRows.ReadAllAsync(db, id));
        Assert.All(before, table => Assert.NotEmpty(table.Value));
        Assert.Equal(before.Select(table => (table.Key, table.Value.Count)), doomed.Select(table => (table.Key, table.Key == "workspaces_workspaces" ? before[table.Key].Count : table.Value.Count)));

        await server.RunWorkAsync<WorkspaceDeletionWork>(at);
        await server.RunWorkAsync<WorkspaceDeletionWork>(at + WorkspaceDeletionWork.Drain - TimeSpan.FromSeconds(1));
        Assert.NotEmpty((await server.UseAsync((_, db) => WorkspaceRows.ReadAllAsync(db, id)))["tracking_issues"]);

        // The process dies in the middle, as far as the database can tell.
        await RefuseToDeleteTeamsAsync(refuse: true);
        await Assert.ThrowsAnyAsync<Exception>(() => server.RunWorkAsync<WorkspaceDeletionWork>(at + WorkspaceDeletionWork.Drain));
        var halfway = await server.UseAsync((_, db) => WorkspaceRows.ReadAllAsync(db, id));
        Assert.Empty(halfway["platform_events"]);
        Assert.NotEmpty(halfway["workspaces_teams"]);
        Assert.NotEmpty(halfway["workspaces_workspaces"]);
        await RefuseToDeleteTeamsAsync(refuse: false);

        // Two workers resume at once.
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => server.RunWorkAsync<WorkspaceDeletionWork>(at + WorkspaceDeletionWork.Drain))));
        Assert.All(await server.UseAsync((_, db) => WorkspaceRows.ReadAllAsync(db, id)), table => Assert.Empty(table.Value));
        Assert.Equal(before, await server.UseAsync((_, db) => WorkspaceRows.ReadAllAsync(db, demo)));
        // The slug is free again.
        Assert.NotEqual(id, await NewWorkspaceAsync("to-be-gone"));
    }

    private Task<bool> RefuseToDeleteTeamsAsync(bool refuse) => server.UseAsync(async (_, context) =>
    {
        string[] statements = (refuse, context.Database.IsSqlite()) switch
        {
            (true, true) => ["CREATE TRIGGER refuse BEFORE DELETE ON workspaces_teams BEGIN SELECT RAISE(ABORT, 'refused'); END"],
            (false, true) => ["DROP TRIGGER refuse"],
            (true, false) =>
            [
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$",
                "CREATE TRIGGER refuse BEFORE DELETE ON workspaces_teams FOR EACH ROW EXECUTE FUNCTION refuse()",
            ],
            (false, false) => ["DROP TRIGGER refuse ON workspaces_teams", "DROP FUNCTION refuse"],
        };
        foreach (var statement in statements)
            await context.Database.ExecuteSqlRawAsync(statement);
        return true;
    });

    private async Task<DateTimeOffset> DeleteAsync(string slug)
    {
        await server.MutateAsync("workspaceDelete", new { challenge = slug }, "workspace { id }", workspace: slug);
        // As it is kept: databases keep microseconds.
        using var client = server.Client(workspace: slug);
        return (await client.QueryAsync("{ workspace { deletionAt } }")).At("workspace.deletionAt").GetDateTimeOffset();
    }

    private async Task<Guid> NewWorkspaceAsync(string slug) =>
        UpkeepServer.Guid((await server.MutateAsync("workspaceCreate", new { slug, name = slug }, "workspace { id }")).Text("workspace.id"));

    private async Task<Guid> IdAsync(string slug)
    {
        using var client = server.Client(workspace: slug);
        return UpkeepServer.Guid((await client.QueryAsync("{ workspace { id } }")).Text("workspace.id"));
    }
}
