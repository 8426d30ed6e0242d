using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.States;

internal static class StateDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, WorkflowState>> GetWorkflowStateByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, ITeamDirectory teams, IAccessPolicy access, CancellationToken cancellationToken)
    {
        var (visible, granted) = (teams.VisibleIds(), access.GrantedIssues(IssuePermissions.Read));
        var asked = db.WorkflowStates.Where(state => ids.Contains(state.Id));
        // Whoever was granted an issue sees the state that it is in.
        var seen = granted.Count == 0
            ? asked.Where(state => visible.Contains(state.TeamId))
            : asked.Where(state => visible.Contains(state.TeamId) || db.Set<Issue>().Any(issue => issue.StateId == state.Id && granted.Contains(issue.Id)));
        return seen.ToDictionaryAsync(state => state.Id, cancellationToken);
    }

    /// <summary>The states of issues that the viewer sees, who sees these therefore too.</summary>
    [DataLoader]
    public static async Task<Dictionary<Guid, WorkflowState>> GetWorkflowStateOfVisibleAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, ReadThroughCache cache, CancellationToken cancellationToken)
    {
        var states = await cache.GetAsync(WorkflowStates.Kept, db, () => WorkflowStates.ReadAsync(db, cancellationToken), cancellationToken);
        return states.Find(ids, static state => state);
    }

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
