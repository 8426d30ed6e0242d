using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Grants;

/// <summary>
/// Which grants the viewer may see: one's own and those of one's teams. Those who manage access see all, but for what is about
/// things that they do not see: managing access opens no private team.
/// </summary>
internal sealed class VisibleGrants(BackendDbContext db, Viewer viewer, ITeamDirectory teams, IIssueDirectory issues)
{
    public IQueryable<Grant> Query()
    {
        if (viewer.Role is null || viewer.UserId is not { } me)
            return db.Grants.Where(_ => false);
        var mine = teams.AddedIds(me);
        if (!viewer.Can(AccessPermissions.Read))
            return db.Grants.Where(grant => grant.UserId == me || (grant.TeamId != null && mine.Contains(grant.TeamId.Value)));
        var (seenTeams, seenIssues) = (teams.VisibleIds(), issues.VisibleIds());
        return db.Grants.Where(grant => grant.UserId == me
            || ((grant.TeamId == null || seenTeams.Contains(grant.TeamId.Value))
                && (grant.ResourceKind == GrantResourceKind.Workspace
                    || (grant.ResourceKind == GrantResourceKind.Team && seenTeams.Contains(grant.ResourceId))
                    || (grant.ResourceKind == GrantResourceKind.Issue && seenIssues.Any(id => id == grant.ResourceId)))));
    }
}
