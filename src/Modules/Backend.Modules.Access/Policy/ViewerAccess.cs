using System.Collections.Frozen;
using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.Modules.Access.Roles;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Policy;

internal sealed class ViewerAccess(
    BackendDbContext db, AccessSnapshots kept, RoleDirectory roles, ITeamDirectory teams, TimeProvider clock) : IViewerAccess
{
    public async ValueTask<GrantedAccess> LoadAsync(Guid userId, long version, CancellationToken cancellationToken)
    {
        // Where nobody was ever granted anything, or added to a team, there is nothing to look for.
        if (version == 0 || db.Session.WorkspaceId is not { } workspaceId)
            return GrantedAccess.None;
        if (kept.Find(workspaceId, userId, version) is not { } grants)
        {
            grants = await ReadAsync(userId, cancellationToken);
            kept.Keep(workspaceId, userId, version, grants);
        }

        return new GrantedAccess(grants is AccessSnapshot snapshot ? snapshot.Everywhere : [], grants);
    }

    /// <summary>What a user was granted, read anew.</summary>
    public async Task<ViewerGrants> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        var mine = teams.AddedIds(userId);
        var held = await db.Grants
            .Where(grant => grant.UserId == userId || (grant.TeamId != null && mine.Contains(grant.TeamId.Value)))
            .Select(grant => new { grant.ResourceKind, grant.ResourceId, grant.RoleId, grant.ExpiresAt })
            .ToListAsync(cancellationToken);
        if (held.Count == 0)
            return ViewerGrants.None;
        var known = (await roles.FindAsync([.. held.Select(grant => grant.RoleId).Distinct()], cancellationToken))
            .ToDictionary(pair => pair.Key, pair => pair.Value.Permissions.ToFrozenSet(StringComparer.Ordinal));
        var standing = await teams.GetStandingAsync(userId, cancellationToken);
        return new AccessSnapshot(
            [.. held.Where(grant => known.ContainsKey(grant.RoleId))
                .Select(grant => new HeldGrant(grant.ResourceKind, grant.ResourceId, known[grant.RoleId], grant.ExpiresAt))],
            standing, clock);
    }
}
