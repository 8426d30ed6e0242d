using Backend.GraphQL;
using Backend.Modules.Access.Grants;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Access.Roles;

[MutationType]
[Authorize(AccessPermissions.Manage)]
[Error<ValidationError>]
[Error<ForbiddenError>]
internal static class RoleMutations
{
    /// <summary>Makes a role, to be granted on the workspace, a team or an issue.</summary>
    public static async Task<Role> RoleCreateAsync(
        RoleCreateInput input, BackendDbContext db, Viewer viewer, RoleDirectory roles, PermissionCatalog catalog, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        await db.Roles.DemandFreeAsync(input.Id, cancellationToken);
        if (await db.Roles.CountAsync(cancellationToken) >= RoleRules.MaxRoles)
            throw new ValidationFailedException("name", $"A workspace has at most {RoleRules.MaxRoles} roles of its own.");
        var role = Role.Create(viewer.RequiredWorkspaceId, input, catalog, clock.GetUtcNow());
        await roles.DemandFreeNameAsync(role, cancellationToken);
        viewer.DemandToGive(role.Permissions);
        db.Add(role);
        return role;
    }

    /// <summary>Changes a role, and with it at once what everybody may do to whom it is granted.</summary>
    [Error<NotFoundError>]
    [Error<ConflictError>]
    public static async Task<Role> RoleUpdateAsync(
        RoleUpdateInput input, Viewer viewer, RoleDirectory roles, PermissionCatalog catalog, CancellationToken cancellationToken)
    {
        var role = await roles.GetOwnAsync(input.Id, cancellationToken);
        viewer.DemandToGive(role.Permissions);
        role.Update(input, catalog);
        viewer.DemandToGive(role.Permissions);
        await roles.DemandFreeNameAsync(role, cancellationToken);
        return role;
    }

    /// <summary>Deletes a role that is granted to nobody.</summary>
    [Error<NotFoundError>]
    public static async Task<Role> RoleDeleteAsync(RoleDeleteInput input, BackendDbContext db, RoleDirectory roles, CancellationToken cancellationToken)
    {
        // Whoever grants it at this moment takes a turn here too.
        await db.TakeAsync(db.Session.WorkspaceId!.Value, GrantRules.Turn, 1, cancellationToken);
        var role = await roles.GetOwnAsync(input.Id, cancellationToken);
        if (await db.Grants.AnyAsync(grant => grant.RoleId == role.Id, cancellationToken))
            throw new ValidationFailedException("id", $"The role '{role.Name}' is granted to somebody. Revoke those grants first.");
        role.Delete();
        db.Remove(role);
        return role;
    }
}
