using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.States;

[ObjectType<WorkflowState>]
internal static class WorkflowStateType
{
    /// <summary>The team.</summary>
    [BindMember(nameof(WorkflowState.TeamId))]
    public static DataLoaderResult<ITeam> GetTeam([Parent] WorkflowState state, ITeamOfVisibleDataLoader teams) => teams.LoadRequired(state.TeamId);

    [NodeResolver]
    public static DataLoaderResult<WorkflowState?> GetById(Guid id, WorkflowStateByIdDataLoader states) => states.Load(id);
}

[ObjectType<ITeam>]
internal static class TeamStates
{
    /// <summary>The team's workflow: its states in their order.</summary>
    [ListSize(20)]
    public static DataLoaderResult<IReadOnlyList<WorkflowState>> GetStates([Parent] ITeam team, WorkflowStatesByTeamIdDataLoader states) =>
        states.LoadRequired(team.Id);
}
