using Backend.GraphQL;

namespace Backend.Contracts.Identity;

/// <summary>Filters by a user.</summary>
[DependsOnViewer]
public sealed record UserFilter : ReferenceFilterInput<UserFilter>
{
    /// <summary>The id.</summary>
    public IdComparator? Id { get; init; }

    /// <summary>The full name.</summary>
    public StringComparator? Name { get; init; }

    /// <summary>The handle.</summary>
    public StringComparator? DisplayName { get; init; }

    /// <summary>The e-mail address.</summary>
    public StringComparator? Email { get; init; }

    /// <summary>Whether it is the viewer.</summary>
    public BooleanComparator? IsMe { get; init; }
}
