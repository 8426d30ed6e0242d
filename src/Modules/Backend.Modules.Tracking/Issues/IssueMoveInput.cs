using Backend.GraphQL;
using Backend.Modules.Tracking.States;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Where an issue goes on its team's board: to a state, to a place in the manual order, or both.</summary>
internal sealed record IssueMoveInput
{
    /// <summary>The issue.</summary>
    [ID<Issue>]
    public required Guid Id { get; init; }

    /// <summary>The state, one of the team's.</summary>
    [ID<WorkflowState>]
    public Guid? StateId { get; init; }

    /// <summary>The issue of the same team that comes right after it.</summary>
    [ID<Issue>]
    public Guid? BeforeId { get; init; }

    /// <summary>The issue of the same team that comes right before it.</summary>
    [ID<Issue>]
    public Guid? AfterId { get; init; }

    /// <summary>The version that the change builds on; left out, the change is made whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}
