using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.Labels;

internal sealed class LabelFilterTranslator(IReferenceFilter<TeamFilter> teams, TimeProvider clock) : FilterTranslator<LabelFilter, Label>(clock)
{
    protected override void Translate(LabelFilter filter, Predicates<Label> where)
    {
        where.Add(filter.Id, label => label.Id);
        where.Add(filter.Name, label => label.Name);
        where.AddReference(filter.Team, label => label.TeamId, teams);
        where.Add(filter.CreatedAt, label => label.CreatedAt);
    }
}
