using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;

namespace Backend.GraphQL;

/// <summary>
/// A total order over a query: the sort keys, then the id. Pages are cut by comparing with the values of the last node seen
/// (keyset, or seek, paging: Markus Winand, "We need tool support for keyset pagination"), so their cost does not grow with
/// their distance from the start and nothing is skipped or repeated when rows come and go.
/// </summary>
/// <typeparam name="T">The element of the query.</typeparam>
internal sealed class KeysetOrder<T>
{
    private readonly List<Key> keys = [];
    private readonly ParameterExpression element = Expression.Parameter(typeof(T), "element");
    private readonly SortKeys<T> sort;
    private string? signature;

    public KeysetOrder(SortKeys<T> sort, Expression<Func<T, Guid>> id, bool backward)
    {
        this.sort = sort;
        foreach (var key in sort.Keys)
        {
            var value = key.Selector.Inline(element);
            // Objects without a value come last on every database, whichever way the key is ordered.
            if (MayBeNull(value))
            {
                var missing = Expression.Condition(
                    Expression.Equal(value, Expression.Constant(null, value.Type)), Expression.Constant(1), Expression.Constant(0));
                keys.Add(new Key(missing, backward));
            }

            keys.Add(new Key(value, key.Descending ^ backward));
        }

        keys.Add(new Key(id.Inline(element), backward));
    }

    private string Signature => signature ??= Hash(sort);

    /// <summary>The same order over rows that hold the element.</summary>
    public IQueryable<T> Apply(IQueryable<T> query)
    {
        var ordered = query.Expression;
        for (var index = 0; index < keys.Count; index++)
        {
            var method = OrderMethods.Of(typeof(T), keys[index].Value.Type, index == 0, keys[index].Descending);
            ordered = Expression.Call(method, ordered, Expression.Quote(Expression.Lambda(keys[index].Value, element)));
        }

        return query.Provider.CreateQuery<T>(ordered);
    }

    /// <summary>The first so many of a group, in this order, as an expression inside a projection of the group.</summary>
    public Expression Take(Expression group, int count)
    {
        var ordered = group;
        foreach (var key in keys)
        {
            var first = ordered == group;
            var method = first
                ? key.Descending ? nameof(Enumerable.OrderByDescending) : nameof(Enumerable.OrderBy)
                : key.Descending ? nameof(Enumerable.ThenByDescending) : nameof(Enumerable.ThenBy);
            ordered = Expression.Call(typeof(Enumerable), method, [typeof(T), key.Value.Type], ordered, Expression.Lambda(key.Value, element));
        }

        return Expression.Call(typeof(Enumerable), nameof(Enumerable.Take), [typeof(T)], ordered, Expression.Constant(count));
    }

    /// <summary>The elements that come after a cursor in this order.</summary>
    public Expression<Func<T, bool>> After(string cursor)
    {
        var values = CursorCodec.Read(cursor, [.. keys.Select(key => key.Value.Type)], Signature);
        Expression? any = null;
        // (a > x) or (a = x and b > y) or (a = x and b = y and id > z)
        for (var last = 0; last < keys.Count; last++)
        {
            Expression? all = null;
            for (var index = 0; index < last; index++)
                all = Join(all, Expression.Equal(keys[index].Value, Value(index)), Expression.AndAlso);
            if (Beyond(last) is { } beyond)
                any = Join(any, Join(all, beyond, Expression.AndAlso), Expression.OrElse);
        }

        return Expression.Lambda<Func<T, bool>>(any!, element);

        Expression Value(int index) => PredicateExpressions.Parameter(values[index], keys[index].Value.Type);

        // Nothing lies beyond a missing value: those come last, and among themselves the later keys decide.
        Expression? Beyond(int index) => values[index] is null ? null : Compare(keys[index], Value(index));
    }

    /// <summary>The values of an element's keys, as an array for the projection that reads them.</summary>
    public Expression<Func<T, object?[]>> Values() => Expression.Lambda<Func<T, object?[]>>(
        Expression.NewArrayInit(typeof(object), keys.Select(key => Expression.Convert(key.Value, typeof(object)))), element);

    public string Cursor(IReadOnlyList<object?> values) => CursorCodec.Write(values, Signature);

    // A text that is never null must not be ordered by its absence first: that would keep the index from giving the order.
    private static bool MayBeNull(Expression value) => value switch
    {
        { Type.IsValueType: true } => Nullable.GetUnderlyingType(value.Type) is not null,
        MemberExpression { Member: PropertyInfo property } =>
            new NullabilityInfoContext().Create(property).ReadState != NullabilityState.NotNull,
        _ => true,
    };

    private static Expression Join(Expression? left, Expression right, Func<Expression, Expression, Expression> combine) =>
        left is null ? right : combine(left, right);

    private static BinaryExpression Compare(Key key, Expression value)
    {
        var operation = key.Descending ? ExpressionType.LessThan : ExpressionType.GreaterThan;
        if (key.Value.Type == typeof(string))
        {
            // The database's own order decides; EF Core translates this call to a comparison of the two columns.
            var compare = Expression.Call(typeof(string), nameof(string.Compare), null, key.Value, value);
            return Expression.MakeBinary(operation, compare, Expression.Constant(0));
        }

        var type = Nullable.GetUnderlyingType(key.Value.Type) ?? key.Value.Type;
        if (type.IsEnum || type == typeof(bool))
            throw new NotSupportedException($"Lists cannot be ordered by {type.Name}: give it a number to order by.");
        return Expression.MakeBinary(operation, key.Value, value);
    }

    // A short, stable name of the order: enough to tell a cursor of another sort.
    private static string Hash(SortKeys<T> sort)
    {
        uint hash = 2166136261;
        foreach (var character in string.Concat(sort.Keys.Select(key => $"{key.Selector.Body}{key.Descending};")))
            hash = (hash ^ character) * 16777619;
        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private sealed record Key(Expression Value, bool Descending);
}
