using Backend.Modules.Workspaces.Members;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Workspaces.Workspaces;

internal static class WorkspaceQuerying
{
    /// <summary>The workspaces of which somebody is an active member, whichever workspace the session is in.</summary>
    public static IQueryable<Workspace> WorkspacesOf(this BackendDbContext db, Guid? userId)
    {
        var ids = db.Memberships.Where(seat => seat.UserId == userId && seat.State == MembershipState.Active).Select(seat => seat.WorkspaceId);
        return db.OpenWorkspaces().Where(workspace => ids.Contains(workspace.WorkspaceId));
    }

    /// <summary>All workspaces that may be entered: not those whose deletion has begun.</summary>
    public static IQueryable<Workspace> OpenWorkspaces(this BackendDbContext db) =>
        db.Workspaces.IgnoreQueryFilters().Where(workspace => workspace.ClosedAt == null);
}
