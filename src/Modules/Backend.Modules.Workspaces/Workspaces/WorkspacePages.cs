using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Workspaces.Members;
using Backend.Modules.Workspaces.Teams;
using Backend.Platform.Persistence;

namespace Backend.Modules.Workspaces.Workspaces;

/// <summary>
/// Pages of which there is one per request, for the viewer or the viewer's workspace. They are loaded all the same: many
/// objects of a response may ask for them, such as the assignees of a list of issues who are all the viewer.
/// </summary>
internal static class WorkspacePages
{
    [DataLoader]
    public static async Task<Dictionary<Guid, Connection<Workspace>>> GetWorkspacesOfUserAsync(
        IReadOnlyList<Guid> userIds, PageArguments page, BackendDbContext db, CancellationToken cancellationToken)
    {
        var pages = new Dictionary<Guid, Connection<Workspace>>();
        foreach (var userId in userIds)
            pages.Add(userId, await db.WorkspacesOf(userId).ToConnectionAsync(page, new SortKeys<Workspace>().Add(workspace => workspace.Name), cancellationToken));
        return pages;
    }

    [DataLoader]
    public static async Task<Dictionary<Guid, Connection<Membership>>> GetMembersOfWorkspaceAsync(
        IReadOnlyList<Guid> workspaceIds, PageArguments page, VisibleMembers members, CancellationToken cancellationToken)
    {
        var found = await members.Query().ToConnectionAsync(page, new SortKeys<Membership>(), cancellationToken);
        return workspaceIds.ToDictionary(id => id, _ => found);
    }

    [DataLoader]
    public static async Task<Dictionary<WorkspaceTeams, Connection<Team>>> GetTeamsOfWorkspaceAsync(
        IReadOnlyList<WorkspaceTeams> lists, PageArguments page, VisibleTeams teams, TeamFilterTranslator filters, CancellationToken cancellationToken)
    {
        var pages = new Dictionary<WorkspaceTeams, Connection<Team>>();
        foreach (var list in lists)
            pages.Add(list, await teams.ToConnectionAsync(list.Filter, filters, page, cancellationToken));
        return pages;
    }
}

/// <summary>Some of a workspace's teams.</summary>
/// <param name="WorkspaceId">The workspace: the viewer's.</param>
/// <param name="Filter">Which of them.</param>
internal sealed record WorkspaceTeams(Guid WorkspaceId, TeamFilter? Filter);
