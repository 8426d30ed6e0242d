using Backend.Contracts.Workspaces;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Tracking.Live;

/// <summary>The changes of labels and workflow states: those of the workspace, and of the teams that the viewer sees.</summary>
internal sealed class TeamThingAudience(ITeamDirectory teams) : IChangeAudience
{
    private const string LabelPrefix = "label.";

    public IReadOnlyList<string> Prefixes { get; } = [LabelPrefix, "state."];

    public IReadOnlyList<string> Types { get; } =
    [
        "label.created", "label.updated", "label.deleted", "state.created", "state.updated", "state.deleted",
    ];

    public async Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken)
    {
        var visible = (await teams.VisibleIds().ToListAsync(cancellationToken)).ToHashSet();
        return [.. events
            .Where(change => change.ReadData("teamId")?.GetValue<Guid>() is not { } team || visible.Contains(team))
            .Select(change => new VisibleChange(change, TypeOf(change), change.Type, change.ReadChanges()))];
    }

    private static string TypeOf(PlatformEvent change) =>
        change.Type.StartsWith(LabelPrefix, StringComparison.Ordinal) ? nameof(Label) : nameof(WorkflowState);
}
