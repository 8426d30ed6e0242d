using System.Linq.Expressions;

namespace Backend.GraphQL;

/// <summary>
/// Turns a filter of the API into a predicate that EF Core translates to SQL. One translator per entity serves lists,
/// counts, boards and live events alike.
/// </summary>
/// <typeparam name="TFilter">The filter input.</typeparam>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <param name="clock">The time that relative dates refer to.</param>
public abstract class FilterTranslator<TFilter, TEntity>(TimeProvider clock)
    where TFilter : FilterInput<TFilter>
    where TEntity : class
{
    /// <summary>The predicate of a filter.</summary>
    /// <param name="filter">The filter, or null for everything.</param>
    /// <returns>The predicate, or null where every entity passes.</returns>
    public Expression<Func<TEntity, bool>>? ToPredicate(TFilter? filter)
    {
        if (filter is null)
            return null;
        var where = new Predicates<TEntity>(clock);
        Translate(filter, where);
        foreach (var part in filter.And ?? [])
            where.Add(ToPredicate(part));
        // An empty filter passes everything, so one among the alternatives lets everything through.
        if (filter.Or is { Count: > 0 } alternatives && alternatives.Select(ToPredicate).ToArray() is var any && !any.Contains(null))
            where.Add(any.Aggregate((left, right) => left!.Or(right!)));
        if (filter.Not is { } not)
            where.Add(ToPredicate(not)?.Not() ?? (_ => false));
        return where.All;
    }

    /// <summary>Adds a predicate for each condition that the filter gives itself; and, or and not are done by the base.</summary>
    protected abstract void Translate(TFilter filter, Predicates<TEntity> where);
}

/// <summary>Applies filters to queries.</summary>
public static class FilterExtensions
{
    /// <summary>The entities that pass the filter.</summary>
    public static IQueryable<TEntity> Where<TEntity, TFilter>(
        this IQueryable<TEntity> query, TFilter? filter, FilterTranslator<TFilter, TEntity> translator)
        where TEntity : class
        where TFilter : FilterInput<TFilter>
        => translator.ToPredicate(filter) is { } predicate ? Queryable.Where(query, predicate) : query;
}

/// <summary>
/// Finds the ids of a module's objects that match a filter, as a subquery: how one module filters by another's objects
/// without seeing its tables.
/// </summary>
/// <typeparam name="TFilter">The filter input.</typeparam>
public interface IReferenceFilter<in TFilter>
{
    /// <summary>The ids of the matching objects; composable into a query on the same DbContext.</summary>
    IQueryable<Guid> Matching(TFilter filter);
}
