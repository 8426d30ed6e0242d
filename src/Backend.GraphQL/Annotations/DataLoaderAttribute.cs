namespace Backend.GraphQL;

/// <summary>
/// Turns a static batch method into a DataLoader class: <c>GetUserByIdAsync</c> becomes <c>UserByIdDataLoader</c>. The
/// method takes the keys (<c>IReadOnlyList&lt;TKey&gt;</c>), any services, optionally <see cref="PageArguments"/>, and a
/// <see cref="CancellationToken"/>; it returns <c>Task&lt;Dictionary&lt;TKey, TValue&gt;&gt;</c> (batch),
/// <c>Task&lt;ILookup&lt;TKey, TValue&gt;&gt;</c> (group) or, with page arguments,
/// <c>Task&lt;Dictionary&lt;TKey, Connection&lt;TValue&gt;&gt;&gt;</c> (page per key).
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataLoaderAttribute : Attribute
{
    /// <summary>A contract (an interface that extends <see cref="IDataLoader{TKey, TValue}"/>) under which other modules get the loader.</summary>
    public Type? Implements { get; init; }

    /// <summary>The most keys that one call of the method gets.</summary>
    public int MaxBatchSize { get; init; } = 500;
}
