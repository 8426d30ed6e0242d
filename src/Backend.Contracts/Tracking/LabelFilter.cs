using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Contracts.Tracking;

/// <summary>Filters by a label.</summary>
public sealed record LabelFilter : FilterInput<LabelFilter>
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
