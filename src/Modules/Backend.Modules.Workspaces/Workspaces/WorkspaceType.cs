using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Workspaces.Members;
using Backend.Modules.Workspaces.Teams;
using Backend.Platform.Security;

namespace Backend.Modules.Workspaces.Workspaces;

[ObjectType<Workspace>]
internal static class WorkspaceType
{
    /// <summary>What the viewer is in the workspace.</summary>
    public static DataLoaderResult<WorkspaceRole> GetViewerRole([Parent] Workspace workspace, ViewerSeatByWorkspaceIdDataLoader seats) =>
        seats.LoadRequired(workspace.Id).Then(seat => seat.Role);

    /// <summary>
    /// The teams that the viewer may see, by name. Null for a workspace other than that of the request: name it in the
    /// <c>Backend-Workspace</c> header to look inside.
    /// </summary>
    /// <param name="filter">Which of them.</param>
    [UseConnection]
    public static DataLoaderResult<Connection<Team>?> GetTeams(
        [Parent] Workspace workspace, TeamFilter? filter, PageArguments page, Viewer viewer, TeamsOfWorkspaceDataLoader teams) =>
        workspace.Id == viewer.WorkspaceId
            ? teams.Load(new WorkspaceTeams(workspace.Id, filter), page).Then(Connection<Team>? (found) => found)
            : DataLoaderResult.FromValue<Connection<Team>?>(null);

    /// <summary>
    /// The members, in the order in which they joined; guests see those who are in a team with them. Null for a workspace
    /// other than that of the request: name it in the <c>Backend-Workspace</c> header to look inside.
    /// </summary>
    [UseConnection]
    public static DataLoaderResult<Connection<Membership>?> GetMembers(
        [Parent] Workspace workspace, PageArguments page, Viewer viewer, MembersOfWorkspaceDataLoader members) =>
        workspace.Id == viewer.WorkspaceId
            ? members.Load(workspace.Id, page).Then(Connection<Membership>? (found) => found)
            : DataLoaderResult.FromValue<Connection<Membership>?>(null);

    /// <summary>What the viewer may do with it; null for a workspace other than that of the request.</summary>
    public static WorkspaceViewerCan? GetViewerCan([Parent] Workspace workspace, Viewer viewer) => workspace.Id == viewer.WorkspaceId
        ? new(viewer.Can(WorkspacePermissions.Update), viewer.Can(WorkspacePermissions.Delete), viewer.Can(TeamPermissions.Create))
        : null;

    [NodeResolver]
    public static DataLoaderResult<Workspace?> GetById(Guid id, WorkspaceByIdDataLoader workspaces) => workspaces.Load(id);
}

/// <summary>What the viewer may do with a workspace.</summary>
/// <param name="Update">Change it.</param>
/// <param name="Delete">Have it deleted, and keep it after all.</param>
/// <param name="CreateTeams">Create teams in it.</param>
internal sealed record WorkspaceViewerCan(bool Update, bool Delete, bool CreateTeams);
