using System.Linq.Expressions;

namespace Backend.GraphQL;

/// <summary>The conditions of one filter, gathered.</summary>
/// <typeparam name="T">The entity.</typeparam>
/// <param name="clock">The time that relative dates refer to.</param>
public sealed class Predicates<T>(TimeProvider clock) where T : class
{
    /// <summary>All conditions so far, or null where there are none.</summary>
    public Expression<Func<T, bool>>? All { get; private set; }

    /// <summary>Adds a condition; null adds nothing.</summary>
    public void Add(Expression<Func<T, bool>>? predicate)
    {
        if (predicate is not null)
            All = All is null ? predicate : All.And(predicate);
    }

    /// <summary>Compares a text.</summary>
    public void Add(StringComparator? compare, Expression<Func<T, string?>> member)
    {
        if (compare is null)
            return;
        Equality(member, compare.Eq, compare.Neq);
        Membership(member, compare.In, compare.Nin);
        // ToLower is translated to the database's lower(); the culture of this process plays no part.
#pragma warning disable CA1304, CA1311, CA1862, MA0011
        Text(member, compare.EqIgnoreCase?.ToLowerInvariant(), (text, value) => text!.ToLower() == value);
        Text(member, compare.Contains, (text, value) => text!.Contains(value));
        Text(member, compare.ContainsIgnoreCase?.ToLowerInvariant(), (text, value) => text!.ToLower().Contains(value));
        Text(member, compare.StartsWith, (text, value) => text!.StartsWith(value));
        Text(member, compare.EndsWith, (text, value) => text!.EndsWith(value));
#pragma warning restore CA1304, CA1311, CA1862, MA0011
        Nullness(member, compare.IsNull);
    }

    /// <summary>Compares a number.</summary>
    public void Add(IntComparator? compare, Expression<Func<T, int?>> member)
    {
        if (compare is null)
            return;
        Equality(member, compare.Eq, compare.Neq);
        Membership(member, compare.In?.Select(value => (int?)value), compare.Nin?.Select(value => (int?)value));
        Range(member, compare.Lt, compare.Lte, compare.Gt, compare.Gte);
        Nullness(member, compare.IsNull);
    }

    /// <summary>Compares a truth value.</summary>
    public void Add(BooleanComparator? compare, Expression<Func<T, bool>> member)
    {
        if (compare?.Eq is { } eq)
            Add(eq ? member : member.Not());
        if (compare?.Neq is { } neq)
            Add(neq ? member.Not() : member);
    }

    /// <summary>Compares an id.</summary>
    public void Add(IdComparator? compare, Expression<Func<T, Guid?>> member)
    {
        if (compare is null)
            return;
        Equality(member, compare.Eq, compare.Neq);
        Membership(member, compare.In?.Select(value => (Guid?)value), compare.Nin?.Select(value => (Guid?)value));
    }

    /// <summary>Compares one of a fixed set of values.</summary>
    public void Add<TEnum>(EnumComparator<TEnum>? compare, Expression<Func<T, TEnum>> member) where TEnum : struct, Enum
    {
        if (compare is null)
            return;
        Binary(ExpressionType.Equal, member, compare.Eq);
        Binary(ExpressionType.NotEqual, member, compare.Neq);
        Membership(member, compare.In, compare.Nin);
    }

    /// <summary>Compares a day.</summary>
    public void Add(DateComparator? compare, Expression<Func<T, DateOnly?>> member)
    {
        if (compare is null)
            return;
        var now = clock.GetUtcNow();
        Equality(member, compare.Eq?.Resolve(now), compare.Neq?.Resolve(now));
        Range(member, compare.Lt?.Resolve(now), compare.Lte?.Resolve(now), compare.Gt?.Resolve(now), compare.Gte?.Resolve(now));
        Nullness(member, compare.IsNull);
    }

    /// <summary>Compares a point in time.</summary>
    public void Add(DateTimeComparator? compare, Expression<Func<T, DateTimeOffset?>> member)
    {
        if (compare is null)
            return;
        var now = clock.GetUtcNow();
        Binary(ExpressionType.Equal, member, compare.Eq?.Resolve(now));
        Range(member, compare.Lt?.Resolve(now), compare.Lte?.Resolve(now), compare.Gt?.Resolve(now), compare.Gte?.Resolve(now));
        Nullness(member, compare.IsNull);
    }

    /// <summary>Filters by a related entity of the same module.</summary>
    public void AddObject<TRelated, TFilter>(
        TFilter? filter, Expression<Func<T, TRelated>> member, FilterTranslator<TFilter, TRelated> translator)
        where TRelated : class
        where TFilter : FilterInput<TFilter>
    {
        if (translator.ToPredicate(filter) is { } predicate)
            Add(Expression.Lambda<Func<T, bool>>(predicate.Inline(member.Body), member.Parameters));
    }

    /// <summary>Filters by a list of related entities of the same module.</summary>
    public void AddList<TRelated, TFilter>(
        ListFilter<TFilter>? filter, Expression<Func<T, IEnumerable<TRelated>>> member, FilterTranslator<TFilter, TRelated> translator)
        where TRelated : class
        where TFilter : FilterInput<TFilter>
    {
        if (filter?.Some is { } some)
            Add(Quantify(nameof(Enumerable.Any), member, translator.ToPredicate(some) ?? (_ => true)));
        if (filter?.None is { } none)
            Add(Quantify(nameof(Enumerable.Any), member, translator.ToPredicate(none) ?? (_ => true)).Not());
        if (filter?.Every is { } every)
            Add(Quantify(nameof(Enumerable.All), member, translator.ToPredicate(every) ?? (_ => true)));
    }

    /// <summary>Filters by a reference to another module's object.</summary>
    public void AddReference<TFilter>(TFilter? filter, Expression<Func<T, Guid?>> member, IReferenceFilter<TFilter> reference)
        where TFilter : ReferenceFilterInput<TFilter>
    {
        if (filter is null)
            return;
        Nullness(member, filter.IsNull);
        if (filter with { IsNull = null } is var rest && rest.Equals(Activator.CreateInstance<TFilter>()))
            return;
        var ids = reference.Matching(rest).Select(id => (Guid?)id);
        var contains = Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(Guid?)], ids.Expression, member.Body);
        Add(Expression.Lambda<Func<T, bool>>(contains, member.Parameters));
    }

    private static Expression<Func<T, bool>> Quantify<TRelated>(
        string quantifier, Expression<Func<T, IEnumerable<TRelated>>> member, Expression<Func<TRelated, bool>> predicate)
    {
        var call = Expression.Call(typeof(Enumerable), quantifier, [typeof(TRelated)], member.Body, predicate);
        return Expression.Lambda<Func<T, bool>>(call, member.Parameters);
    }

    private void Equality<TMember>(Expression<Func<T, TMember>> member, TMember? eq, TMember? neq)
    {
        Binary(ExpressionType.Equal, member, eq);
        Binary(ExpressionType.NotEqual, member, neq);
    }

    private void Range<TMember>(Expression<Func<T, TMember>> member, TMember? lt, TMember? lte, TMember? gt, TMember? gte)
    {
        Binary(ExpressionType.LessThan, member, lt);
        Binary(ExpressionType.LessThanOrEqual, member, lte);
        Binary(ExpressionType.GreaterThan, member, gt);
        Binary(ExpressionType.GreaterThanOrEqual, member, gte);
    }

    private void Nullness<TMember>(Expression<Func<T, TMember>> member, bool? isNull)
    {
        if (isNull is not { } expected)
            return;
        var body = Expression.MakeBinary(
            expected ? ExpressionType.Equal : ExpressionType.NotEqual, member.Body, Expression.Constant(null, typeof(TMember)));
        Add(Expression.Lambda<Func<T, bool>>(body, member.Parameters));
    }

    private void Binary<TMember>(ExpressionType operation, Expression<Func<T, TMember>> member, object? value)
    {
        if (value is null)
            return;
        var body = Expression.MakeBinary(operation, member.Body, PredicateExpressions.Parameter(value, typeof(TMember)));
        Add(Expression.Lambda<Func<T, bool>>(body, member.Parameters));
    }

    private void Membership<TMember>(Expression<Func<T, TMember>> member, IEnumerable<TMember>? any, IEnumerable<TMember>? none)
    {
        if (any is not null)
            Add(Contains(member, any));
        if (none is not null)
            Add(Contains(member, none).Not());
    }

    private static Expression<Func<T, bool>> Contains<TMember>(Expression<Func<T, TMember>> member, IEnumerable<TMember> values)
    {
        var list = PredicateExpressions.Parameter(values.ToList(), typeof(List<TMember>));
        var call = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TMember)], list, member.Body);
        return Expression.Lambda<Func<T, bool>>(call, member.Parameters);
    }

    private void Text(Expression<Func<T, string?>> member, string? value, Expression<Func<string?, string, bool>> test)
    {
        if (value is null)
            return;
        var text = Expression.Lambda(
            Expression.Lambda(test.Body, test.Parameters[1]).Inline(PredicateExpressions.Parameter(value, typeof(string))),
            test.Parameters[0]);
        Add(Expression.Lambda<Func<T, bool>>(text.Inline(member.Body), member.Parameters));
    }
}
