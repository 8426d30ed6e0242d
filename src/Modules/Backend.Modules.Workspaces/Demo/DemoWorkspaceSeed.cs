using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Workspaces.Teams;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Persistence;
using Backend.Platform.Seeding;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Demo;

/// <summary>Brings the workspace <c>demo</c>, its members and its teams.</summary>
internal sealed class DemoWorkspaceSeed(BackendDbContext db, IUserAccounts accounts, TeamCreation creation, TimeProvider clock) : ISeedStep
{
    private static readonly (string Handle, WorkspaceRole Role)[] People =
        [("ada", WorkspaceRole.Owner), ("grace", WorkspaceRole.Admin), ("linus", WorkspaceRole.Member), ("guest", WorkspaceRole.Guest)];

    private static readonly (TeamCreateInput Team, string[] Handles)[] Teams =
    [
        (new() { Key = "ENG", Name = "Engineering", Description = "Builds the product.", Color = "#5e6ad2" }, ["ada", "grace", "linus", "guest"]),
        (new() { Key = "OPS", Name = "Operations", Description = "Keeps it running.", Color = "#26b5ce" }, ["ada", "grace", "linus"]),
    ];

    public int Order => 20;

    public async Task SeedAsync(IProgress<int> progress, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var people = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var (handle, _) in People)
            people[handle] = await FindPersonAsync(handle, cancellationToken);
        var workspace = await db.Workspaces.IgnoreQueryFilters().SingleOrDefaultAsync(workspace => workspace.Slug == "demo", cancellationToken);
        if (workspace is null)
            db.Add(workspace = Workspace.Create("demo", "Demo", clock.GetUtcNow()));
        db.Session = new DataSession(workspace.Id, people["ada"], RequestId: null);
        var there = 1;
        progress.Report(there);
        foreach (var (handle, role) in People)
        {
            await AdmitAsync(workspace, people[handle], role, cancellationToken);
            progress.Report(++there);
        }

        foreach (var (team, handles) in Teams)
        {
            await AddTeamAsync(workspace.Id, team, handles.Select(handle => people[handle]), cancellationToken);
            progress.Report(++there);
        }

        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private async Task<Guid> FindPersonAsync(string handle, CancellationToken cancellationToken)
    {
        var user = await accounts.FindByEmailAsync($"{handle}@demo.localhost", cancellationToken);
        return user?.Id ?? throw new InvalidOperationException($"The demo person '{handle}' is brought by an earlier step of the seed, but is not there.");
    }

    private async Task AdmitAsync(Workspace workspace, Guid userId, WorkspaceRole role, CancellationToken cancellationToken)
    {
        if (!await db.Memberships.AnyAsync(membership => membership.UserId == userId, cancellationToken))
            db.Add(workspace.Admit(userId, role, clock.GetUtcNow()));
    }

    private async Task AddTeamAsync(Guid workspaceId, TeamCreateInput input, IEnumerable<Guid> members, CancellationToken cancellationToken)
    {
        // A team that is there belongs to its people: who has left it since is not put back.
        if (await db.Teams.AnyAsync(team => team.Key == input.Key, cancellationToken))
            return;
        var team = await creation.AddAsync(workspaceId, input, cancellationToken);
        foreach (var userId in members)
            db.Add(team.AddMember(userId, clock.GetUtcNow()));
    }
}
