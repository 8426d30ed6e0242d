using Backend.GraphQL;
using Backend.Platform.Security;

namespace Backend.Modules.Access.Roles;

[ObjectType<Role>]
internal static class RoleType
{
    /// <summary>What the viewer may do with it. That a role which is granted to somebody is not deleted is not part of this.</summary>
    public static RoleViewerCan GetViewerCan([Parent] Role role, Viewer viewer)
    {
        var manages = viewer.Can(AccessPermissions.Manage);
        var gives = manages && role.Permissions.All(viewer.Can);
        return new(gives && !role.IsBuiltIn, manages && !role.IsBuiltIn, gives);
    }

    [NodeResolver]
    public static DataLoaderResult<Role?> GetById(Guid id, RoleByIdDataLoader roles) => roles.Load(id);
}

/// <summary>What the viewer may do with a role.</summary>
/// <param name="Update">Change it.</param>
/// <param name="Delete">Delete it.</param>
/// <param name="Grant">Grant it.</param>
internal sealed record RoleViewerCan(bool Update, bool Delete, bool Grant);

internal static class RoleDataLoaders
{
    /// <summary>Roles are known to everybody in the workspace: their names stand beside what they allow.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, Role>> GetRoleByIdAsync(
        IReadOnlyList<Guid> ids, RoleDirectory roles, Viewer viewer, CancellationToken cancellationToken) =>
        viewer.Role is null ? Task.FromResult(new Dictionary<Guid, Role>()) : roles.FindAsync(ids, cancellationToken);
}

[QueryType]
internal static class RoleQueries
{
    /// <summary>The roles that can be granted: the built-in ones, and those that the workspace made.</summary>
    [Authorize(AccessPermissions.Read)]
    [ListSize(RoleRules.MaxRoles)]
    public static Task<IReadOnlyList<Role>> GetRolesAsync(RoleDirectory roles, CancellationToken cancellationToken) => roles.ListAsync(cancellationToken);

    /// <summary>All that can be allowed.</summary>
    [Authorize]
    [ListSize(100)]
    public static IReadOnlyList<Permission> GetPermissions(PermissionCatalog catalog) =>
        [.. catalog.All.Select(definition => new Permission(definition.Name, definition.Roles, definition.IsPerResource))];
}

/// <summary>Something that can be allowed.</summary>
/// <param name="Name">Its name, such as <c>issue:update</c>.</param>
/// <param name="BuiltInRoles">The built-in roles that have it.</param>
/// <param name="IsPerResource">Whether a grant on a team or an issue can give it; otherwise only one on the workspace does.</param>
internal sealed record Permission(string Name, IReadOnlyList<string> BuiltInRoles, bool IsPerResource);
