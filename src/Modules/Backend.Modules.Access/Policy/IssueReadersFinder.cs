using System.Collections.Frozen;
using Backend.Contracts.Access;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Access.Grants;
using Backend.Modules.Access.Roles;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Policy;

/// <summary>Asks for many people what <see cref="AccessPolicy"/> answers for one.</summary>
internal sealed class IssueReadersFinder(
    BackendDbContext db, IIssueDirectory issues, ITeamDirectory teams, IWorkspaceDirectory workspace, RoleDirectory roles, PermissionCatalog catalog, TimeProvider clock)
    : IIssueReaders
{
    public async Task<IssueReaders> FindAsync(
        string permission, IReadOnlyCollection<Guid> issueIds, IReadOnlyCollection<Guid> userIds, CancellationToken cancellationToken)
    {
        var pairs = new HashSet<(Guid, Guid)>();
        if (issueIds.Count == 0 || userIds.Count == 0)
            return new IssueReaders(pairs);
        var found = await issues.FindAsync(issueIds, cancellationToken);
        var members = await workspace.FindRolesAsync(userIds, cancellationToken);
        var standings = await teams.GetStandingsAsync([.. members.Keys], cancellationToken);
        var grants = await GrantsAsync(permission, [.. found.Values], standings, cancellationToken);
        foreach (var (userId, role) in members)
        {
            var name = BuiltInRoles.Name(role);
            var everywhere = catalog.Of(name).Contains(permission) || grants.Allow(userId, standings[userId], GrantResourceKind.Workspace, resourceId: null);
            foreach (var issue in found.Values)
            {
                if ((everywhere && standings[userId].Reaches(name, issue.TeamId))
                    || grants.Allow(userId, standings[userId], GrantResourceKind.Team, issue.TeamId)
                    || grants.Allow(userId, standings[userId], GrantResourceKind.Issue, issue.Id))
                    pairs.Add((issue.Id, userId));
            }
        }

        return new IssueReaders(pairs);
    }

    // Those that give the permission at this moment, for the people or for teams that they were added to.
    private async Task<HeldGrants> GrantsAsync(
        string permission, IReadOnlyList<IIssue> issues, IReadOnlyDictionary<Guid, TeamStanding> standings, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var people = standings.Keys.ToArray();
        var theirTeams = standings.Values.SelectMany(standing => standing.Added).Distinct().ToArray();
        Guid[] resources = [.. issues.Select(issue => issue.Id), .. issues.Select(issue => issue.TeamId).Distinct()];
        var grants = await db.Grants
            .Where(grant => (grant.UserId != null && people.Contains(grant.UserId.Value)) || (grant.TeamId != null && theirTeams.Contains(grant.TeamId.Value)))
            .Where(grant => grant.ExpiresAt == null || grant.ExpiresAt > now)
            .Where(grant => grant.ResourceKind == GrantResourceKind.Workspace || resources.Contains(grant.ResourceId))
            .ToListAsync(cancellationToken);
        var known = await roles.FindAsync([.. grants.Select(grant => grant.RoleId).Distinct()], cancellationToken);
        return new HeldGrants(grants.Where(grant => known.GetValueOrDefault(grant.RoleId)?.Permissions.Contains(permission, StringComparer.Ordinal) == true));
    }

    private sealed class HeldGrants(IEnumerable<Grant> grants)
    {
        private readonly FrozenSet<(Guid Holder, GrantResourceKind Kind, Guid? Resource)> held = grants
            .Select(grant => ((grant.UserId ?? grant.TeamId)!.Value, grant.ResourceKind, grant.ResourceKind == GrantResourceKind.Workspace ? null : (Guid?)grant.ResourceId))
            .ToFrozenSet();

        public bool Allow(Guid userId, TeamStanding standing, GrantResourceKind kind, Guid? resourceId) =>
            held.Count > 0 && (held.Contains((userId, kind, resourceId)) || standing.Added.Any(team => held.Contains((team, kind, resourceId))));
    }
}
