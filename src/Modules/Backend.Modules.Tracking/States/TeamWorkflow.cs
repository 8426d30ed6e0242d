using Backend.Contracts.Tracking;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.States;

/// <summary>All states of one team, and what must hold among them.</summary>
internal sealed class TeamWorkflow(IReadOnlyList<WorkflowState> states)
{
    // An issue must be able to be opened, worked on and closed, done or not.
    private static readonly StateCategory[] Needed =
        [StateCategory.Unstarted, StateCategory.Started, StateCategory.Completed, StateCategory.Canceled];

    /// <summary>The states in their order.</summary>
    public IReadOnlyList<WorkflowState> States { get; } = states;

    /// <summary>The state of new issues.</summary>
    public WorkflowState Initial => States.First(state => state.Category == StateCategory.Unstarted);

    public static async Task<TeamWorkflow> LoadAsync(BackendDbContext db, Guid teamId, CancellationToken cancellationToken) =>
        new(await db.WorkflowStates.Where(state => state.TeamId == teamId)
            .OrderBy(state => state.Position).ThenBy(state => state.Id)
            .ToListAsync(cancellationToken));

    /// <summary>A state by its name, upper and lower case alike.</summary>
    public WorkflowState? Find(string name) => States.FirstOrDefault(state => IsNamed(state, name));

    /// <summary>The state that an issue from another team goes to: one of the same name, else of the same meaning.</summary>
    public WorkflowState FindLike(WorkflowState state) =>
        States.FirstOrDefault(own => own.Category == state.Category && IsNamed(own, state.Name))
        ?? States.FirstOrDefault(own => own.Category == state.Category)
        ?? Initial;

    /// <summary>The place after the last state of a category, or where its first one belongs; the states after it move up.</summary>
    public int MakeRoomFor(StateCategory category)
    {
        var position = States.Where(state => state.Category <= category)
            .Select(state => state.Position + 1)
            .DefaultIfEmpty(States[0].Position)
            .Max();
        foreach (var later in States.Where(state => state.Position >= position))
            later.MoveTo(later.Position + 1);
        return position;
    }

    /// <exception cref="ValidationFailedException">Another state has the name.</exception>
    public void DemandFreeName(string name, Guid? except = null)
    {
        if (States.Any(state => state.Id != except && IsNamed(state, name)))
            throw new ValidationFailedException("name", $"The team has a state named '{name}' already.");
    }

    /// <exception cref="ValidationFailedException">The team cannot do without the state.</exception>
    public void DemandDispensable(WorkflowState state)
    {
        if (Needed.Contains(state.Category) && States.Count(other => other.Category == state.Category) == 1)
            throw new ValidationFailedException("id", $"'{state.Name}' is the team's last state of its category, and a team needs one.");
    }

    private static bool IsNamed(WorkflowState state, string name) => string.Equals(state.Name, name, StringComparison.OrdinalIgnoreCase);
}
