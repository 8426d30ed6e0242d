using Backend.GraphQL;

namespace Backend.Modules.Tracking.States;

/// <summary>A workflow state to delete.</summary>
internal sealed record StateDeleteInput
{
    /// <summary>The state. No issue may be in it.</summary>
    [ID<WorkflowState>]
    public required Guid Id { get; init; }
}
