using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.Labels;

/// <summary>Filters by a label.</summary>
internal sealed record LabelFilter : FilterInput<LabelFilter>
{
    /// <summary>The id.</summary>
    public IdComparator? Id { get; init; }

    /// <summary>The name.</summary>
    public StringComparator? Name { get; init; }

    /// <summary>The team whose issues may have the label.</summary>
    public TeamFilter? Team { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeComparator? CreatedAt { get; init; }
}

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
