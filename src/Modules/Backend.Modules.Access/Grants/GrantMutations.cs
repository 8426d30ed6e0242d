using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Access.Roles;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Grants;

[MutationType]
[Authorize(AccessPermissions.Manage)]
[Error<NotFoundError>]
[Error<ForbiddenError>]
internal static class GrantMutations
{
    /// <summary>Gives somebody, everybody of a team, or a service account's token a role on the workspace, a team or an issue. It holds with their next request, and on streams that are open.</summary>
    [Error<ValidationError>]
    public static async Task<Grant> GrantCreateAsync(
        GrantCreateInput input, BackendDbContext db, Viewer viewer, RoleDirectory roles, GrantResources resources, IWorkspaceDirectory workspace,
        ITeamDirectory teams, IPersonalTokens tokens, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (new[] { input.UserId, input.TeamId, input.TokenId }.Count(id => id is not null) != 1)
            throw new ValidationFailedException("userId", "Give one of userId, teamId and tokenId.");
        if (input.ExpiresAt is { } end && end <= clock.GetUtcNow())
            throw new ValidationFailedException("expiresAt", "A grant ends in the future.");
        var resource = await resources.GetAsync(input.ResourceId, ["input", "resourceId"], cancellationToken);
        if (input.UserId is { } userId && !(await workspace.FilterMembersAsync([userId], cancellationToken)).Contains(userId))
            throw new NotFoundException("User", "input", "userId");
        if (input.TeamId is { } teamId)
            await teams.GetVisibleAsync(teamId, ["input", "teamId"], cancellationToken);
        if (input.TokenId is { } tokenId && !await tokens.IsManagedAsync(tokenId, cancellationToken))
            throw new NotFoundException("PersonalToken", "input", "tokenId");
        // Those who grant at once, or delete the role meanwhile, come one after the other.
        await db.TakeAsync(viewer.RequiredWorkspaceId, GrantRules.Turn, 1, cancellationToken);
        viewer.DemandToGive((await roles.GetAsync(input.RoleId, "roleId", cancellationToken)).Permissions);
        await db.Grants.DemandFreeAsync(input.Id, cancellationToken);
        await DemandRoomAsync(input, resource, db, cancellationToken);
        var grant = Grant.Create(input, resource, viewer.RequiredWorkspaceId, viewer.UserId, clock.GetUtcNow());
        db.Add(grant);
        return grant;
    }

    /// <summary>Takes a grant back. It holds with their next request; streams that showed what they may not see any more end, or fall silent about it.</summary>
    public static async Task<Grant> GrantRevokeAsync(GrantRevokeInput input, BackendDbContext db, VisibleGrants grants, CancellationToken cancellationToken)
    {
        var grant = await grants.Query().SingleOrDefaultAsync(grant => grant.Id == input.Id, cancellationToken)
            ?? throw new NotFoundException(nameof(Grant), "input", "id");
        grant.Revoke();
        db.Remove(grant);
        return grant;
    }

    private static async Task DemandRoomAsync(GrantCreateInput input, GrantResource resource, BackendDbContext db, CancellationToken cancellationToken)
    {
        var held = db.Grants.Where(grant => grant.UserId == input.UserId && grant.TeamId == input.TeamId && grant.TokenId == input.TokenId);
        if (await held.AnyAsync(grant => grant.RoleId == input.RoleId && grant.ResourceKind == resource.Kind && grant.ResourceId == resource.Id, cancellationToken))
            throw new ValidationFailedException("roleId", "There is such a grant already. Revoke it first to change when it ends.");
        if (await held.CountAsync(cancellationToken) >= GrantRules.MaxPerPrincipal)
            throw new ValidationFailedException("userId", $"Nobody has more than {GrantRules.MaxPerPrincipal} grants. Grant the role on the team instead.");
    }
}
