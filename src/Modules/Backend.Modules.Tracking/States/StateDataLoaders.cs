using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.States;

internal static class StateDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, WorkflowState>> GetWorkflowStateByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, ITeamDirectory teams, IAccessPolicy access, Viewer viewer, UnchangedCache<VisibleState, WorkflowState> kept,
        CancellationToken cancellationToken) =>
        kept.GetManyAsync(db, ids, id => new VisibleState(viewer.WorkspaceId, viewer.UserId, id), unknown =>
        {
            var (visible, granted) = (teams.VisibleIds(), access.GrantedIssues(IssuePermissions.Read));
            var asked = db.WorkflowStates.Where(state => unknown.Contains(state.Id));
            // Whoever was granted an issue sees the state that it is in.
            var seen = granted.Count == 0
                ? asked.Where(state => visible.Contains(state.TeamId))
                : asked.Where(state => visible.Contains(state.TeamId) || db.Set<Issue>().Any(issue => issue.StateId == state.Id && granted.Contains(issue.Id)));
            return seen.ToDictionaryAsync(state => state.Id, cancellationToken);
        });

    /// <summary>None for a team of which the viewer was granted single issues only.</summary>
    [DataLoader]
    public static async Task<ILookup<Guid, WorkflowState>> GetWorkflowStatesByTeamIdAsync(
        IReadOnlyList<Guid> teamIds, BackendDbContext db, ITeamDirectory teams, CancellationToken cancellationToken)
    {
        var visible = teams.VisibleIds();
        var states = await db.WorkflowStates.Where(state => teamIds.Contains(state.TeamId) && visible.Contains(state.TeamId))
            .OrderBy(state => state.Position).ThenBy(state => state.Id)
            .ToListAsync(cancellationToken);
        return states.ToLookup(state => state.TeamId);
    }
}

/// <summary>A state as one viewer sees it.</summary>
internal readonly record struct VisibleState(Guid? WorkspaceId, Guid? ViewerId, Guid StateId);
