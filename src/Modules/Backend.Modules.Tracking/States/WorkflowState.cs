using Backend.Contracts.Tracking;
using Backend.Platform.Caching;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;

namespace Backend.Modules.Tracking.States;

/// <summary>A step of a team's workflow.</summary>
internal sealed class WorkflowState : WorkspaceEntity, ICached
{
    private WorkflowState()
    {
    }

    /// <summary>The team.</summary>
    public Guid TeamId { get; private init; }

    /// <summary>The name; no two states of a team have the same, upper and lower case alike.</summary>
    public string Name { get; private set; } = string.Empty;

    /// <summary>What the state means, whatever its name. It cannot be changed later.</summary>
    public StateCategory Category { get; private init; }

    /// <summary>The place among the team's states. States with the same position are in the order of their creation.</summary>
    public int Position { get; private set; }

    /// <summary>The color, such as <c>#5e6ad2</c>.</summary>
    public string Color { get; private set; } = string.Empty;

    /// <summary>Whether issues in this state are done with.</summary>
    internal bool IsClosed => Category is StateCategory.Completed or StateCategory.Canceled;

    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public static WorkflowState Create(
        Guid workspaceId, Guid teamId, string name, StateCategory category, int position, string? color, DateTimeOffset now, Guid? id = null)
    {
        var state = new WorkflowState
        {
            WorkspaceId = workspaceId,
            Id = ClientIds.Choose(id, now),
            TeamId = teamId,
            Name = TextRules.Name(name),
            Category = category,
            Position = position,
            Color = TextRules.Color(color ?? DefaultColor(category)),
            CreatedAt = now,
        };
        state.Raise(new ChangeEvent("state.created", state.Id, new()
        {
            ["teamId"] = teamId,
            ["name"] = state.Name,
            ["category"] = FieldChanges.Json(category),
            ["position"] = position,
            ["color"] = state.Color,
        }));
        return state;
    }

    /// <summary>Changes the state.</summary>
    /// <exception cref="ConflictException">It was changed since it was read.</exception>
    /// <exception cref="ValidationFailedException">A value breaks a rule.</exception>
    public void Update(StateUpdateInput input)
    {
        if (input.ExpectedVersion is { } expected && expected != Version)
            throw new ConflictException(nameof(WorkflowState), Version);
        var changes = new FieldChanges();
        if (input.Name.TryGet(out var name))
            Name = changes.Set("name", Name, TextRules.Name(name));
        if (input.Color.TryGet(out var color))
            Color = changes.Set("color", Color, TextRules.Color(color));
        if (input.Position.TryGet(out var position))
            Position = changes.Set("position", Position, position);
        Tell(changes);
    }

    /// <summary>Makes room for another state.</summary>
    public void MoveTo(int position)
    {
        var changes = new FieldChanges();
        Position = changes.Set("position", Position, position);
        Tell(changes);
    }

    /// <summary>Says that the state goes; whoever calls it deletes the row.</summary>
    public void Delete() => Raise(new ChangeEvent("state.deleted", Id, new() { ["teamId"] = TeamId, ["name"] = Name }));

    private void Tell(FieldChanges changes)
    {
        if (changes.Count == 0)
            return;
        var change = ChangeEvent.FromChanges("state.updated", Id, changes);
        change.Data["teamId"] = TeamId;
        Raise(change);
    }

    private static string DefaultColor(StateCategory category) => category switch
    {
        StateCategory.Triage => "#fc7840",
        StateCategory.Backlog => "#bec2c8",
        StateCategory.Unstarted => "#e2e2e2",
        StateCategory.Started => "#f2c94c",
        StateCategory.Completed => "#5e6ad2",
        _ => "#95a2b3",
    };
}
