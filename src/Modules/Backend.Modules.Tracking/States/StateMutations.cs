using Backend.Contracts.Access;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.States;

[MutationType]
[Error<ValidationError>]
[Error<NotFoundError>]
internal static class StateMutations
{
    /// <summary>Adds a state to a team's workflow.</summary>
    [Authorize(StatePermissions.Create)]
    [PayloadField("state")]
    public static async Task<WorkflowState> StateCreateAsync(
        StateCreateInput input, BackendDbContext db, ITeamDirectory teams, IAccessPolicy access, TimeProvider clock, CancellationToken cancellationToken)
    {
        var team = await teams.GetVisibleAsync(input.TeamId, ["input", "teamId"], cancellationToken);
        access.Demand(StatePermissions.Create, team.Id);
        var workflow = await TeamWorkflow.LoadAsync(db, team.Id, cancellationToken);
        await db.WorkflowStates.DemandFreeAsync(input.Id, cancellationToken);
        var state = WorkflowState.Create(
            team.WorkspaceId, team.Id, input.Name, input.Category, input.Position ?? workflow.MakeRoomFor(input.Category), input.Color, clock.GetUtcNow(),
            input.Id);
        workflow.DemandFreeName(state.Name);
        db.Add(state);
        return state;
    }

    /// <summary>Changes a workflow state.</summary>
    [Authorize(StatePermissions.Update)]
    [Error<ConflictError>]
    [PayloadField("state")]
    public static async Task<WorkflowState> StateUpdateAsync(
        StateUpdateInput input, BackendDbContext db, ITeamDirectory teams, IAccessPolicy access, CancellationToken cancellationToken)
    {
        var (state, workflow) = await FindAsync(input.Id, db, teams, cancellationToken);
        access.Demand(StatePermissions.Update, state.TeamId);
        state.Update(input);
        workflow.DemandFreeName(state.Name, except: state.Id);
        return state;
    }

    /// <summary>
    /// Deletes a workflow state. It is refused while any issue, trashed or archived ones included, is in it, and for the last
    /// state of the categories that a team needs.
    /// </summary>
    [Authorize(StatePermissions.Delete)]
    [PayloadField("state")]
    public static async Task<WorkflowState> StateDeleteAsync(
        StateDeleteInput input, BackendDbContext db, ITeamDirectory teams, IAccessPolicy access, CancellationToken cancellationToken)
    {
        var (state, workflow) = await FindAsync(input.Id, db, teams, cancellationToken);
        access.Demand(StatePermissions.Delete, state.TeamId);
        workflow.DemandDispensable(state);
        if (await db.Issues.AnyAsync(issue => issue.StateId == state.Id, cancellationToken))
            throw new ValidationFailedException("id", $"There are issues in '{state.Name}'. Move them to another state first.");
        state.Delete();
        db.Remove(state);
        return state;
    }

    private static async Task<(WorkflowState State, TeamWorkflow Workflow)> FindAsync(
        Guid id, BackendDbContext db, ITeamDirectory teams, CancellationToken cancellationToken)
    {
        var visible = teams.VisibleIds();
        var teamId = await db.WorkflowStates.Where(state => state.Id == id && visible.Contains(state.TeamId))
            .Select(state => (Guid?)state.TeamId)
            .SingleOrDefaultAsync(cancellationToken) ?? throw new NotFoundException(nameof(WorkflowState), "input", "id");
        var workflow = await TeamWorkflow.LoadAsync(db, teamId, cancellationToken);
        return (workflow.States.Single(state => state.Id == id), workflow);
    }
}
