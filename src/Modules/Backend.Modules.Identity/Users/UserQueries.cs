using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Identity.Users;

[QueryType]
internal static class UserQueries
{
    /// <summary>The signed-in user.</summary>
    [Authorize]
    public static DataLoaderResult<IUser> GetViewer(Viewer viewer, UserByIdDataLoader users) => users.LoadRequired(viewer.RequiredUserId);

    /// <summary>The people of the workspace. Guests see those who are in a team with them.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="sort">In which order; by name where none is given.</param>
    [Authorize(UserPermissions.Read)]
    [UseConnection]
    public static Task<Connection<User>> GetUsersAsync(
        UserFilter? filter, IReadOnlyList<UserSort>? sort, PageArguments page,
        BackendDbContext db, IWorkspaceMembers members, UserFilterTranslator filters, UserSortTranslator sorts, CancellationToken cancellationToken)
    {
        var visible = members.VisibleIds();
        return db.Users.Where(user => visible.Contains(user.Id))
            .Where(filter, filters)
            .ToConnectionAsync(page, sorts.ToKeys(sort), cancellationToken);
    }
}
