using System.Linq.Expressions;

namespace Backend.GraphQL;

/// <summary>Which way a list is ordered.</summary>
public enum SortDirection
{
    /// <summary>Smallest, earliest, or first in the alphabet first.</summary>
    Asc,

    /// <summary>Largest, latest, or last in the alphabet first.</summary>
    Desc,
}

/// <summary>How a list is ordered by one key. Objects without a value for the key come last.</summary>
public sealed record SortOrder
{
    /// <summary>Which way.</summary>
    public SortDirection Direction { get; init; }
}

/// <summary>The keys by which a query is ordered; the id always follows as the tiebreak.</summary>
/// <typeparam name="T">The entity.</typeparam>
public sealed class SortKeys<T>
{
    private readonly List<SortKey> keys = [];

    /// <summary>The keys, first the most significant.</summary>
    internal IReadOnlyList<SortKey> Keys => keys;

    /// <summary>Orders by a key, where the order is given.</summary>
    /// <returns>The same keys.</returns>
    public SortKeys<T> Add<TKey>(SortOrder? order, Expression<Func<T, TKey>> key) =>
        order is null ? this : Add(key, order.Direction);

    /// <summary>Orders by a key.</summary>
    /// <returns>The same keys.</returns>
    public SortKeys<T> Add<TKey>(Expression<Func<T, TKey>> key, SortDirection direction = SortDirection.Asc)
    {
        keys.Add(new SortKey(key, direction == SortDirection.Desc));
        return this;
    }
}

internal sealed record SortKey(LambdaExpression Selector, bool Descending);

/// <summary>Turns the sort list of the API into sort keys.</summary>
/// <typeparam name="TSort">The one-key sort input.</typeparam>
/// <typeparam name="TEntity">The entity.</typeparam>
public abstract class SortTranslator<TSort, TEntity>
    where TSort : class
    where TEntity : class
{
    /// <summary>The keys of a sort list; the default order where it is empty.</summary>
    public SortKeys<TEntity> ToKeys(IReadOnlyList<TSort>? sort)
    {
        var keys = new SortKeys<TEntity>();
        foreach (var item in sort ?? [])
            Translate(item, keys);
        if (keys.Keys.Count == 0)
            Default(keys);
        return keys;
    }

    /// <summary>Adds the key that the sort input gives.</summary>
    protected abstract void Translate(TSort sort, SortKeys<TEntity> keys);

    /// <summary>Adds the keys of the default order.</summary>
    protected abstract void Default(SortKeys<TEntity> keys);
}
