using System.Collections.Frozen;
using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.Modules.Access.Roles;
using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Policy;

internal sealed class ViewerAccess(
    BackendDbContext db, ReadThroughCache cache, RoleDirectory roles, ITeamDirectory teams, TimeProvider clock) : IViewerAccess
{
    /// <summary>
    /// What people, or the tokens that they call with, were granted, by the access version at which it was read. An operation reads
    /// the version with the person's role, in one statement: what changed is never missed, on any node.
    /// </summary>
    public static CachedKind<ViewerGrants> Kept { get; } = new("access", "grants") { ServesStale = false };

    public async ValueTask<GrantedAccess> LoadAsync(Guid userId, TokenScopes? token, long version, CancellationToken cancellationToken)
    {
        // Where nobody was ever granted anything, or added to a team, there is nothing to look for.
        if (version == 0 || db.Session.WorkspaceId is not { } workspaceId)
            return GrantedAccess.None;
        // A token's scopes never change.
        var grants = await cache.GetAsync(Kept, workspaceId, token?.Id ?? userId, version, () => ReadAsync(userId, token, cancellationToken), cancellationToken);
        return new GrantedAccess(grants is AccessSnapshot snapshot ? snapshot.Everywhere : [], grants);
    }

    private async Task<ViewerGrants> ReadAsync(Guid userId, TokenScopes? token, CancellationToken cancellationToken)
    {
        var tokenId = token?.Id;
        var mine = teams.AddedIds(userId);
        var held = await db.Grants
            .Where(grant => grant.UserId == userId || (grant.TeamId != null && mine.Contains(grant.TeamId.Value))
                || (grant.TokenId != null && grant.TokenId == tokenId))
            .Select(grant => new { IsOfToken = grant.TokenId != null, grant.ResourceKind, grant.ResourceId, grant.RoleId, grant.ExpiresAt })
            .ToListAsync(cancellationToken);
        if (held.Count == 0)
            return ViewerGrants.None;
        var known = (await roles.FindAsync([.. held.Select(grant => grant.RoleId).Distinct()], cancellationToken))
            .ToDictionary(pair => pair.Key, pair => pair.Value.Permissions.ToFrozenSet(StringComparer.Ordinal));
        // What the token itself was granted is beside its scopes; they narrow what it has from its owner.
        FrozenSet<string> Allowed(Guid roleId, bool isOfToken) => token is null || isOfToken
            ? known[roleId]
            : known[roleId].Where(token.Scopes.Contains).ToFrozenSet(StringComparer.Ordinal);
        var standing = await teams.GetStandingAsync(userId, cancellationToken);
        return new AccessSnapshot(
            [.. held.Where(grant => known.ContainsKey(grant.RoleId))
                .Select(grant => new HeldGrant(grant.ResourceKind, grant.ResourceId, Allowed(grant.RoleId, grant.IsOfToken), grant.ExpiresAt))],
            standing, clock);
    }
}
