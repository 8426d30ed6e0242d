using Backend.GraphQL;
using Backend.Modules.Identity.Users;

namespace Backend.Modules.Identity.ServiceAccounts;

[QueryType]
internal static class ServiceAccountQueries
{
    /// <summary>The service accounts of the workspace: users that are programs, by name.</summary>
    [Authorize(ServiceAccountPermissions.Manage)]
    [UseConnection]
    public static Task<Connection<User>> GetServiceAccountsAsync(PageArguments page, VisibleServiceAccounts accounts, CancellationToken cancellationToken) =>
        accounts.Query().ToConnectionAsync(page, new SortKeys<User>().Add(user => user.Name), cancellationToken);
}
