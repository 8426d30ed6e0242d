using System.Linq.Expressions;

namespace Backend.GraphQL;

/// <summary>Combines predicates without invoking one inside another, which EF Core could not translate.</summary>
internal static class PredicateExpressions
{
    public static Expression<Func<T, bool>> And<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) =>
        Expression.Lambda<Func<T, bool>>(Expression.AndAlso(left.Body, right.Inline(left.Parameters[0])), left.Parameters[0]);

    public static Expression<Func<T, bool>> Or<T>(this Expression<Func<T, bool>> left, Expression<Func<T, bool>> right) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(left.Body, right.Inline(left.Parameters[0])), left.Parameters[0]);

    public static Expression<Func<T, bool>> Not<T>(this Expression<Func<T, bool>> predicate) =>
        Expression.Lambda<Func<T, bool>>(Expression.Not(predicate.Body), predicate.Parameters[0]);

    /// <summary>The lambda's body, with another expression in place of its parameter.</summary>
    public static Expression Inline(this LambdaExpression lambda, Expression argument) =>
        new Replace(lambda.Parameters[0], argument).Visit(lambda.Body);

    /// <summary>A value as EF Core sees a captured variable: a parameter of the statement, never a literal in it.</summary>
    public static Expression Parameter(object? value, Type type)
    {
        var box = Activator.CreateInstance(typeof(Box<>).MakeGenericType(type), value)!;
        return Expression.Property(Expression.Constant(box), nameof(Box<>.Value));
    }

    private sealed class Replace(ParameterExpression parameter, Expression argument) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? argument : node;
    }

    private sealed class Box<T>(T value)
    {
        public T Value { get; } = value;
    }
}
