using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>What the module adds to users.</summary>
[ObjectType<IUser>]
internal static class UserWorkspaces
{
    /// <summary>The workspaces of which the user is a member, by name. Shown to the user alone; empty for anybody else.</summary>
    [UseConnection]
    public static async Task<Connection<Workspace>> GetWorkspacesAsync(
        [Parent] IUser user, PageArguments page, BackendDbContext db, Viewer viewer, CancellationToken cancellationToken) =>
        user.Id == viewer.UserId
            ? await db.WorkspacesOf(user.Id).ToConnectionAsync(page, new SortKeys<Workspace>().Add(workspace => workspace.Name), cancellationToken)
            : Connection<Workspace>.Empty;
}
