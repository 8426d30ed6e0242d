using Backend.Contracts.Tracking;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.States;

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
