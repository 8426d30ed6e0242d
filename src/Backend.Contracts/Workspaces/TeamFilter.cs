using Backend.GraphQL;

namespace Backend.Contracts.Workspaces;

/// <summary>Filters by a team.</summary>
public sealed record TeamFilter : ReferenceFilterInput<TeamFilter>
{
    /// <summary>The id.</summary>
    public IdComparator? Id { get; init; }

    /// <summary>The short key, such as <c>ENG</c>.</summary>
    public StringComparator? Key { get; init; }

    /// <summary>The name.</summary>
    public StringComparator? Name { get; init; }
}
