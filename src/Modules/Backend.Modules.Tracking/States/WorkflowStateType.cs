using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.States;

[ObjectType<WorkflowState>]
internal static class WorkflowStateType
{
    /// <summary>The team.</summary>
    [BindMember(nameof(WorkflowState.TeamId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<ITeam> GetTeam([Parent] WorkflowState state, ITeamOfVisibleDataLoader teams) => teams.LoadRequired(state.TeamId);

    /// <summary>What the viewer may do with it. That a team keeps the states it needs, and those with issues, is not part of this.</summary>
    public static WorkflowStateViewerCan GetViewerCan([Parent] WorkflowState state, IAccessPolicy access) =>
        new(access.Can(StatePermissions.Update, state.TeamId), access.Can(StatePermissions.Delete, state.TeamId));

    [NodeResolver]
    public static DataLoaderResult<WorkflowState?> GetById(Guid id, WorkflowStateByIdDataLoader states) => states.Load(id);
}

/// <summary>What the viewer may do with a workflow state.</summary>
/// <param name="Update">Change it.</param>
/// <param name="Delete">Delete it.</param>
internal sealed record WorkflowStateViewerCan(bool Update, bool Delete);

[ObjectType<ITeam>]
internal static class TeamStates
{
    /// <summary>The team's workflow: its states in their order.</summary>
    [ListSize(20)]
    public static DataLoaderResult<IReadOnlyList<WorkflowState>> GetStates([Parent] ITeam team, WorkflowStatesByTeamIdDataLoader states) =>
        states.LoadRequired(team.Id);
}
