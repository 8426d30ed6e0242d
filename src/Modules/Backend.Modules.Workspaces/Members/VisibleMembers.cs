using Backend.Contracts.Workspaces;
using Backend.Modules.Workspaces.Teams;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Members;

/// <summary>Whom the viewer may see.</summary>
internal sealed class VisibleMembers(BackendDbContext db, Viewer viewer, VisibleTeams teams) : IWorkspaceMembers
{
    public IQueryable<Guid> VisibleIds() => Query().Select(membership => membership.UserId);

    public IQueryable<Membership> Query()
    {
        if (viewer.Role is null)
            return db.Memberships.Where(_ => false);
        if (viewer.Role != BuiltInRoles.Guest)
            return db.Memberships;
        var me = viewer.UserId;
        var shared = teams.AddedIds();
        var fellows = db.TeamMemberships.Where(theirs => shared.Contains(theirs.TeamId)).Select(theirs => theirs.UserId);
        return db.Memberships.Where(membership => membership.UserId == me || fellows.Contains(membership.UserId));
    }
}
