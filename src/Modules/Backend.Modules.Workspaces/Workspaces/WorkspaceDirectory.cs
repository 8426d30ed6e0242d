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

    public Task<string?> FindSlugAsync(Guid id, CancellationToken cancellationToken) => db.OpenWorkspaces()
        .Where(workspace => workspace.Id == id)
        .Select(workspace => workspace.Slug)
        .SingleOrDefaultAsync(cancellationToken);

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

    public async Task<IReadOnlyDictionary<Guid, WorkspaceRole>> FindRolesAsync(IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken) =>
        await db.Memberships
            .Where(seat => seat.State == MembershipState.Active && userIds.Contains(seat.UserId))
            .ToDictionaryAsync(seat => seat.UserId, seat => seat.Role, cancellationToken);

    public async Task<WorkspaceLabel> DescribeAsync(CancellationToken cancellationToken)
    {
        var id = db.Session.WorkspaceId;
        return await db.OpenWorkspaces().Where(workspace => workspace.Id == id)
            .Select(workspace => new WorkspaceLabel(workspace.Id, workspace.Slug, workspace.Name))
            .SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException(nameof(Workspace));
    }

    public Task<Guid> GetOwnerAsync(CancellationToken cancellationToken) => db.Memberships
        .Where(seat => seat.Role == WorkspaceRole.Owner && seat.State == MembershipState.Active)
        .OrderBy(seat => seat.CreatedAt).ThenBy(seat => seat.Id)
        .Select(seat => seat.UserId)
        .FirstAsync(cancellationToken);
}
