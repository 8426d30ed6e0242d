using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Caching;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.States;

internal static class StateDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, WorkflowState>> GetWorkflowStateByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, ITeamDirectory teams, Viewer viewer, UnchangedCache<VisibleState, WorkflowState> kept,
        CancellationToken cancellationToken) =>
        kept.GetManyAsync(db, ids, id => new VisibleState(viewer.WorkspaceId, viewer.UserId, id), unknown =>
        {
            var visible = teams.VisibleIds();
            return db.WorkflowStates.Where(state => unknown.Contains(state.Id) && visible.Contains(state.TeamId))
                .ToDictionaryAsync(state => state.Id, cancellationToken);
        });

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

/// <summary>A state as one viewer sees it.</summary>
internal readonly record struct VisibleState(Guid? WorkspaceId, Guid? ViewerId, Guid StateId);
