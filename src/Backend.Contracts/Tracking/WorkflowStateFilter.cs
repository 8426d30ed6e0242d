using Backend.GraphQL;

namespace Backend.Contracts.Tracking;

/// <summary>Filters by a workflow state.</summary>
public sealed record WorkflowStateFilter : FilterInput<WorkflowStateFilter>
{
    /// <summary>The id.</summary>
    public IdComparator? Id { get; init; }

    /// <summary>The name.</summary>
    public StringComparator? Name { get; init; }

    /// <summary>What the state means.</summary>
    public EnumComparator<StateCategory>? Category { get; init; }

    /// <summary>The place among the team's states.</summary>
    public IntComparator? Position { get; init; }
}
