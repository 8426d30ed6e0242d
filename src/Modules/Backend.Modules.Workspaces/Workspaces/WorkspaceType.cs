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
    public static async Task<Connection<Team>?> GetTeamsAsync(
        [Parent] Workspace workspace, TeamFilter? filter, PageArguments page,
        Viewer viewer, VisibleTeams teams, TeamFilterTranslator filters, CancellationToken cancellationToken) =>
        workspace.Id == viewer.WorkspaceId ? await teams.ToConnectionAsync(filter, filters, page, cancellationToken) : null;

    /// <summary>
    /// The members, in the order in which they joined; guests see those who are in a team with them. Null for a workspace
    /// other than that of the request: name it in the <c>Backend-Workspace</c> header to look inside.
    /// </summary>
    [UseConnection]
    public static async Task<Connection<Membership>?> GetMembersAsync(
        [Parent] Workspace workspace, PageArguments page, Viewer viewer, VisibleMembers members, CancellationToken cancellationToken) =>
        workspace.Id == viewer.WorkspaceId ? await members.Query().ToConnectionAsync(page, new SortKeys<Membership>(), cancellationToken) : null;

    [NodeResolver]
    public static DataLoaderResult<Workspace?> GetById(Guid id, WorkspaceByIdDataLoader workspaces) => workspaces.Load(id);
}
