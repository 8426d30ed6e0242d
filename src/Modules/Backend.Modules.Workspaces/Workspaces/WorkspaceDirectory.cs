using Backend.Contracts.Workspaces;
using Backend.Modules.Workspaces.Members;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Workspaces;

internal sealed class WorkspaceDirectory(BackendDbContext db) : IWorkspaceDirectory
{
    public async Task<Guid> EnterAsync(string slug, Guid? actorId, CancellationToken cancellationToken)
    {
        var id = await db.OpenWorkspaces()
            .Where(workspace => workspace.Slug == slug)
            .Select(workspace => (Guid?)workspace.Id)
            .SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException(nameof(Workspace));
        db.Session = new DataSession(id, actorId, RequestId: null);
        return id;
    }

    public async Task<bool> TryEnterAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.OpenWorkspaces().AnyAsync(workspace => workspace.Id == id, cancellationToken))
            return false;
        db.Session = new DataSession(id, ActorId: null, RequestId: null);
        return true;
    }

    public async Task<IReadOnlyList<Guid>> ListIdsAsync(CancellationToken cancellationToken) =>
        await db.OpenWorkspaces().OrderBy(workspace => workspace.Id).Select(workspace => workspace.Id).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<Guid>> ListIdsOfAsync(Guid userId, int most, CancellationToken cancellationToken) => await (
        from seat in db.Memberships.IgnoreQueryFilters()
        where seat.UserId == userId
        join workspace in db.OpenWorkspaces() on seat.WorkspaceId equals workspace.WorkspaceId
        orderby seat.CreatedAt, seat.Id
        select workspace.Id).Take(most).ToListAsync(cancellationToken);

    public async Task<IReadOnlySet<Guid>> FilterMembersAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken)
    {
        var members = await db.Memberships
            .Where(seat => seat.State == MembershipState.Active && userIds.Contains(seat.UserId))
            .Select(seat => seat.UserId)
            .ToListAsync(cancellationToken);
        return members.ToHashSet();
    }

    public Task<WorkspaceRole?> FindRoleAsync(Guid userId, CancellationToken cancellationToken) => db.Memberships
        .Where(seat => seat.State == MembershipState.Active && seat.UserId == userId)
        .Select(seat => (WorkspaceRole?)seat.Role)
        .SingleOrDefaultAsync(cancellationToken);

    public Task<Guid> GetOwnerAsync(CancellationToken cancellationToken) => db.Memberships
        .Where(seat => seat.Role == WorkspaceRole.Owner && seat.State == MembershipState.Active)
        .OrderBy(seat => seat.CreatedAt).ThenBy(seat => seat.Id)
        .Select(seat => seat.UserId)
        .FirstAsync(cancellationToken);
}
