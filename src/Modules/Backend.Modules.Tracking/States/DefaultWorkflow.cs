using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Platform.Persistence;

namespace Backend.Modules.Tracking.States;

/// <summary>Gives a new team a workflow to begin with.</summary>
internal sealed class DefaultWorkflow(BackendDbContext db, TimeProvider clock) : ITeamCreatedHandler
{
    private static readonly (string Name, StateCategory Category)[] States =
    [
        ("Backlog", StateCategory.Backlog),
        ("Todo", StateCategory.Unstarted),
        ("In Progress", StateCategory.Started),
        ("In Review", StateCategory.Started),
        ("Done", StateCategory.Completed),
        ("Canceled", StateCategory.Canceled),
    ];

    /// <summary>The names of its states.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. States.Select(state => state.Name)];

    public Task OnTeamCreatedAsync(ITeam team, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        db.AddRange(States.Select((state, position) =>
            WorkflowState.Create(team.WorkspaceId, team.Id, state.Name, state.Category, position, color: null, now)));
        return Task.CompletedTask;
    }
}
