namespace Backend.GraphQL;

/// <summary>
/// Loads values by key, all keys asked for in one execution wave with one call (GreenDonut's model). A result cannot be
/// awaited inside a resolver: it is returned, or chained with <c>Then</c>,
/// so that no resolver can break the batch.
/// </summary>
/// <typeparam name="TKey">The key.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
public interface IDataLoader<TKey, TValue> where TKey : notnull
{
    /// <summary>Asks for the value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value, or the type's default where there is none.</returns>
    DataLoaderResult<TValue?> Load(TKey key);
}

/// <summary>Conveniences over <see cref="IDataLoader{TKey, TValue}"/>.</summary>
public static class DataLoaderExtensions
{
    /// <summary>Asks for the value of an optional reference.</summary>
    /// <returns>The value, or null where the key is null or nothing is found.</returns>
    public static DataLoaderResult<TValue?> Load<TKey, TValue>(this IDataLoader<TKey, TValue> loader, TKey? key)
        where TKey : struct
        where TValue : class
        => key is { } k ? loader.Load(k) : DataLoaderResult.FromValue<TValue?>(null);

    /// <summary>Asks for a value that must be there, such as the target of a foreign key.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static DataLoaderResult<TValue> LoadRequired<TKey, TValue>(this IDataLoader<TKey, TValue> loader, TKey key)
        where TKey : notnull
        where TValue : class
        => loader.Load(key).OrThrow(key)!;
}
