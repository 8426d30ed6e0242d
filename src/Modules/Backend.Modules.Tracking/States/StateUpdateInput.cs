using Backend.GraphQL;

namespace Backend.Modules.Tracking.States;

/// <summary>Changes to a workflow state. What is left out stays as it is.</summary>
internal sealed record StateUpdateInput
{
    /// <summary>The state.</summary>
    [ID<WorkflowState>]
    public required Guid Id { get; init; }

    /// <summary>The name, 1 to 64 characters, unlike that of any other state of the team.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>The color, such as <c>#5e6ad2</c>.</summary>
    public Optional<string> Color { get; init; }

    /// <summary>The place among the team's states.</summary>
    public Optional<int> Position { get; init; }

    /// <summary>The version that the change builds on; left out, the change is made whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}
