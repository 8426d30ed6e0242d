using Backend.GraphQL;

namespace Backend.Modules.Tracking.States;

/// <summary>Filters by a workflow state.</summary>
internal sealed record WorkflowStateFilter : FilterInput<WorkflowStateFilter>
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

internal sealed class WorkflowStateFilterTranslator(TimeProvider clock) : FilterTranslator<WorkflowStateFilter, WorkflowState>(clock)
{
    protected override void Translate(WorkflowStateFilter filter, Predicates<WorkflowState> where)
    {
        where.Add(filter.Id, state => state.Id);
        where.Add(filter.Name, state => state.Name);
        where.Add(filter.Category, state => state.Category);
        where.Add(filter.Position, state => state.Position);
    }
}
