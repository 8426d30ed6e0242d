using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.States;

internal static class StateDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, WorkflowState>> GetWorkflowStateByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, ITeamDirectory teams, ISelection selection, CancellationToken cancellationToken)
    {
        var visible = teams.VisibleIds();
        return db.WorkflowStates.Where(state => ids.Contains(state.Id) && visible.Contains(state.TeamId)).SelectMembers(selection)
            .ToDictionaryAsync(state => state.Id, cancellationToken);
    }

    /// <summary>For teams that the viewer is known to see.</summary>
    [DataLoader]
    public static async Task<ILookup<Guid, WorkflowState>> GetWorkflowStatesByTeamIdAsync(
        IReadOnlyList<Guid> teamIds, BackendDbContext db, CancellationToken cancellationToken)
    {
        var states = await db.WorkflowStates.Where(state => teamIds.Contains(state.TeamId))
            .OrderBy(state => state.Position).ThenBy(state => state.Id)
            .ToListAsync(cancellationToken);
        return states.ToLookup(state => state.TeamId);
    }
}
