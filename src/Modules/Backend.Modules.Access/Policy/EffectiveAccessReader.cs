using Backend.Contracts.Workspaces;
using Backend.Modules.Access.Grants;
using Backend.Modules.Access.Roles;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Policy;

/// <summary>Explains what somebody may do with something, by the same rules as <see cref="AccessPolicy"/>.</summary>
internal sealed class EffectiveAccessReader(
    BackendDbContext db, Viewer viewer, GrantResources resources, RoleDirectory roles, PermissionCatalog catalog, ITeamDirectory teams,
    IWorkspaceDirectory workspace, TimeProvider clock)
{
    public async Task<EffectiveAccess?> ReadAsync(string resourceId, Guid userId, CancellationToken cancellationToken)
    {
        if (userId != viewer.UserId && !viewer.Can(AccessPermissions.Read))
            throw new NotFoundException("User", "userId");
        var resource = await resources.GetAsync(resourceId, ["resourceId"], cancellationToken);
        var role = await workspace.FindRoleAsync(userId, cancellationToken) ?? throw new NotFoundException("User", "userId");
        var standing = await teams.GetStandingAsync(userId, cancellationToken);
        var grants = await GrantsAsync(userId, resource, cancellationToken);
        var known = await roles.FindAsync([.. grants.Select(grant => grant.RoleId).Distinct()], cancellationToken);
        var name = BuiltInRoles.Name(role);
        var reaches = resource.TeamId is not { } team || standing.Reaches(name, team);

        List<AccessReason> ReasonsFor(string permission)
        {
            List<AccessReason> reasons = [];
            if (reaches && catalog.Of(name).Contains(permission))
                reasons.Add(new AccessReason(role, null));
            reasons.AddRange(grants
                .Where(grant => (reaches || grant.ResourceKind != GrantResourceKind.Workspace) && known[grant.RoleId].Permissions.Contains(permission, StringComparer.Ordinal))
                .Where(grant => grant.ResourceKind == GrantResourceKind.Workspace || catalog.IsPerResource(permission))
                .Select(grant => new AccessReason(null, grant)));
            return reasons;
        }

        EffectivePermission[] allowed = [.. catalog.All
            .Select(definition => new EffectivePermission(definition.Name, ReasonsFor(definition.Name)))
            .Where(permission => permission.Reasons.Count > 0)];
        var seen = resource.Kind switch
        {
            GrantResourceKind.Workspace => true,
            GrantResourceKind.Team => allowed.Any(permission => permission.Permission == SeeingTeams),
            _ => allowed.Any(permission => permission.Permission == SeeingIssues),
        };
        return new EffectiveAccess(seen, seen ? allowed : []);
    }

    private const string SeeingTeams = "team:read";
    private const string SeeingIssues = "issue:read";

    private async Task<List<Grant>> GrantsAsync(Guid userId, GrantResource resource, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mine = teams.AddedIds(userId);
        var teamId = resource.TeamId;
        return await db.Grants
            .Where(grant => grant.UserId == userId || (grant.TeamId != null && mine.Contains(grant.TeamId.Value)))
            .Where(grant => grant.ExpiresAt == null || grant.ExpiresAt > now)
            .Where(grant => grant.ResourceKind == GrantResourceKind.Workspace
                || (grant.ResourceKind == GrantResourceKind.Team && grant.ResourceId == teamId)
                || (grant.ResourceKind == resource.Kind && grant.ResourceId == resource.Id))
            .OrderBy(grant => grant.CreatedAt).ThenBy(grant => grant.Id)
            .ToListAsync(cancellationToken);
    }
}
