using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Backend.GraphQL;

/// <summary>Cuts pages out of EF Core queries by keyset.</summary>
public static class ConnectionQueryExtensions
{
    /// <summary>One page of a query.</summary>
    /// <typeparam name="T">The node.</typeparam>
    /// <param name="query">The whole list, unordered.</param>
    /// <param name="page">Which page.</param>
    /// <param name="sort">The order; the id is the tiebreak.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <param name="selection">The operation's selection, where nodes are read for its resolvers only; else they are read whole.</param>
    /// <returns>The page, with the total count where it was selected: one statement, or two.</returns>
    /// <exception cref="BadUserInputException">A cursor is broken or of another list.</exception>
    public static async Task<Connection<T>> ToConnectionAsync<T>(
        this IQueryable<T> query, PageArguments page, SortKeys<T> sort, CancellationToken cancellationToken,
        ISelection? selection = null)
        where T : class, INode
    {
        var order = new KeysetOrder<T>(sort, node => node.Id, page.IsBackward);
        var projection = selection.Projection<T>(query.Expression);
        var window = order.Apply(Window(query, page, order)).Take(page.Size + 1);
        var rows = page.IncludeCursors
            ? await window.Select(Row(order, projection)).ToListAsync(cancellationToken)
            : null;
        var nodes = rows is not null ? []
            : await (projection is null ? window : window.Select((Expression<Func<T, T>>)projection)).ToListAsync(cancellationToken);
        int? total = page.IncludeTotalCount ? await query.CountAsync(cancellationToken) : null;
        return rows is not null ? KeysetPage.Create(rows, page, order.Cursor, total) : KeysetPage.Create(nodes, page, total);
    }

    /// <summary>One page per key, all with one statement (two where the total count was selected).</summary>
    /// <typeparam name="TSource">The element of the query, such as a row of a link table.</typeparam>
    /// <typeparam name="TKey">The parent's key.</typeparam>
    /// <typeparam name="TNode">The node.</typeparam>
    /// <param name="query">The lists of all parents together, unordered.</param>
    /// <param name="key">The parent of an element.</param>
    /// <param name="node">The node of an element.</param>
    /// <param name="page">Which page, the same for all parents.</param>
    /// <param name="sort">The order; the node's id is the tiebreak.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <param name="selection">The operation's selection, where nodes are read for its resolvers only; else they are read whole.</param>
    /// <returns>The pages by key; a parent without nodes has no entry.</returns>
    /// <exception cref="BadUserInputException">A cursor is broken or of another list.</exception>
    public static async Task<Dictionary<TKey, Connection<TNode>>> ToConnectionsByKeyAsync<TSource, TKey, TNode>(
        this IQueryable<TSource> query, Expression<Func<TSource, TKey>> key, Expression<Func<TSource, TNode>> node,
        PageArguments page, SortKeys<TSource> sort, CancellationToken cancellationToken,
        ISelection? selection = null)
        where TSource : class
        where TKey : notnull
        where TNode : class, INode
    {
        var id = Expression.Lambda<Func<TSource, Guid>>(
            ((Expression<Func<TNode, Guid>>)(n => n.Id)).Inline(node.Body), node.Parameters);
        var order = new KeysetOrder<TSource>(sort, id, page.IsBackward);
        var projection = selection.Projection<TNode>(query.Expression);
        var groups = await Window(query, page, order)
            .GroupBy(key)
            .Select(Group<TSource, TKey, TNode>(order, node, projection, page.Size + 1))
            .ToListAsync(cancellationToken);
        var totals = page.IncludeTotalCount
            ? await query.GroupBy(key).Select(group => new { group.Key, Count = group.Count() })
                .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken)
            : null;
        return groups.ToDictionary(
            group => group.Key,
            group => KeysetPage.Create(group.Rows, page, order.Cursor, totals?.GetValueOrDefault(group.Key)));
    }

    /// <summary>
    /// The first pages of several lists, with one statement that reads each by the index of its own order: for lists that are
    /// known and few. Where all lists are grouped at once, every element of each is looked at.
    /// </summary>
    /// <typeparam name="TKey">What tells a list from the others.</typeparam>
    /// <typeparam name="T">The node.</typeparam>
    /// <param name="lists">The lists, at least one, each unordered.</param>
    /// <param name="key">The list of a node.</param>
    /// <param name="page">The first page, without a cursor or a total count.</param>
    /// <param name="sort">The order; the id is the tiebreak.</param>
    /// <param name="cancellationToken">Ends the statement.</param>
    /// <returns>The pages by key; a list without nodes has no entry.</returns>
    public static async Task<Dictionary<TKey, Connection<T>>> ToFirstPagesAsync<TKey, T>(
        this IReadOnlyList<IQueryable<T>> lists, Func<T, TKey> key, PageArguments page, SortKeys<T> sort, CancellationToken cancellationToken)
        where TKey : notnull
        where T : class, INode
    {
        if (page is not { After: null, Before: null, IsBackward: false, IncludeTotalCount: false })
            throw new ArgumentException("Only a first page, without a total count, can be read from each list by itself.", nameof(page));
        var order = new KeysetOrder<T>(sort, node => node.Id, page.IsBackward);
        var all = lists.Select(list => (IQueryable<T>)order.Apply(list).Take(page.Size + 1)).Aggregate((one, other) => one.Concat(other));
        // Once more for the few that are left: a union promises no order.
        var rows = await order.Apply(all).Select(Row(order, projection: null)).ToListAsync(cancellationToken);
        return rows.GroupBy(row => key(row.Node)).ToDictionary(list => list.Key, list => KeysetPage.Create([.. list], page, order.Cursor, total: null));
    }

    private static IQueryable<T> Window<T>(IQueryable<T> query, PageArguments page, KeysetOrder<T> order) =>
        (page.IsBackward ? page.Before : page.After) is { } cursor ? query.Where(order.After(cursor)) : query;

    private static Expression<Func<T, KeysetRow<T>>> Row<T>(KeysetOrder<T> order, LambdaExpression? projection)
    {
        var values = order.Values();
        var element = values.Parameters[0];
        return Expression.Lambda<Func<T, KeysetRow<T>>>(New<T>(projection?.Inline(element) ?? element, values.Body), element);
    }

    private static Expression<Func<IGrouping<TKey, TSource>, KeysetGroup<TKey, TNode>>> Group<TSource, TKey, TNode>(
        KeysetOrder<TSource> order, Expression<Func<TSource, TNode>> node, LambdaExpression? projection, int count)
    {
        var group = Expression.Parameter(typeof(IGrouping<TKey, TSource>), "group");
        var values = order.Values();
        var element = values.Parameters[0];
        var inner = node.Inline(element);
        var row = Expression.Lambda(New<TNode>(projection?.Inline(inner) ?? inner, values.Body), element);
        var rows = Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Select), [typeof(TSource), typeof(KeysetRow<TNode>)], order.Take(group, count), row);
        var list = Expression.Call(typeof(Enumerable), nameof(Enumerable.ToList), [typeof(KeysetRow<TNode>)], rows);
        var body = Expression.MemberInit(
            Expression.New(typeof(KeysetGroup<TKey, TNode>)),
            Expression.Bind(typeof(KeysetGroup<TKey, TNode>).GetProperty(nameof(KeysetGroup<,>.Key))!, Expression.Property(group, nameof(IGrouping<,>.Key))),
            Expression.Bind(typeof(KeysetGroup<TKey, TNode>).GetProperty(nameof(KeysetGroup<,>.Rows))!, list));
        return Expression.Lambda<Func<IGrouping<TKey, TSource>, KeysetGroup<TKey, TNode>>>(body, group);
    }

    private static MemberInitExpression New<TNode>(Expression node, Expression values) => Expression.MemberInit(
        Expression.New(typeof(KeysetRow<TNode>)),
        Expression.Bind(typeof(KeysetRow<TNode>).GetProperty(nameof(KeysetRow<>.Node))!, node),
        Expression.Bind(typeof(KeysetRow<TNode>).GetProperty(nameof(KeysetRow<>.Values))!, values));
}
