using Backend.GraphQL;
using Backend.Modules.Workspaces.Members;
using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Workspaces;

internal static class WorkspaceDataLoaders
{
    /// <summary>The workspace and its settings.</summary>
    public static CachedKind<Workspace> Kept { get; } = new("workspaces", "settings") { IsShared = true };

    /// <summary>The viewer's own workspaces; others are not found.</summary>
    [DataLoader]
    public static async Task<Dictionary<Guid, Workspace>> GetWorkspaceByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, Viewer viewer, ReadThroughCache cache, CancellationToken cancellationToken)
    {
        // That of the request is the viewer's: the operation began with that.
        if (ids is [var id] && id == viewer.WorkspaceId)
        {
            var own = await cache.GetAsync(Kept, db, () => db.Workspaces.SingleAsync(cancellationToken), cancellationToken);
            return new() { [own.Id] = own };
        }

        return await db.WorkspacesOf(viewer.UserId).Where(workspace => ids.Contains(workspace.Id)).ToDictionaryAsync(workspace => workspace.Id, cancellationToken);
    }

    /// <summary>The viewer's own memberships.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, Membership>> GetViewerSeatByWorkspaceIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, Viewer viewer, CancellationToken cancellationToken)
    {
        var me = viewer.UserId;
        return db.Memberships.IgnoreQueryFilters()
            .Where(seat => ids.Contains(seat.WorkspaceId) && seat.UserId == me)
            .ToDictionaryAsync(seat => seat.WorkspaceId, cancellationToken);
    }
}
