using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>What the module adds to users.</summary>
[ObjectType<IUser>]
internal static class UserWorkspaces
{
    /// <summary>The workspaces of which the user is a member, by name. Shown to the user alone; empty for anybody else.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<Workspace>> GetWorkspaces(
        [Parent] IUser user, PageArguments page, Viewer viewer, WorkspacesOfUserDataLoader workspaces) =>
        user.Id == viewer.UserId ? workspaces.Load(user.Id, page) : DataLoaderResult.FromValue(Connection<Workspace>.Empty);
}
