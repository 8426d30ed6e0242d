using Backend.GraphQL;

namespace Backend.Modules.Identity.Users;

/// <summary>Orders users by one key.</summary>
[OneOf]
internal sealed record UserSort
{
    /// <summary>By full name.</summary>
    public SortOrder? Name { get; init; }

    /// <summary>By handle.</summary>
    public SortOrder? DisplayName { get; init; }

    /// <summary>By when they were first seen.</summary>
    public SortOrder? CreatedAt { get; init; }
}

internal sealed class UserSortTranslator : SortTranslator<UserSort, User>
{
    protected override void Translate(UserSort sort, SortKeys<User> keys) => keys
        .Add(sort.Name, user => user.Name)
        .Add(sort.DisplayName, user => user.DisplayName)
        .Add(sort.CreatedAt, user => user.CreatedAt);

    protected override void Default(SortKeys<User> keys) => keys.Add(user => user.Name);
}
