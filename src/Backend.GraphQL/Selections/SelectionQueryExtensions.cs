using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

namespace Backend.GraphQL;

/// <summary>Fetches only what an operation reads.</summary>
public static class SelectionQueryExtensions
{
    /// <summary>
    /// The same objects with only the members that the operation reads, and the key; all others have their default. For
    /// results that go to resolvers and nowhere else: code that reads a member must not depend on its being selected.
    /// </summary>
    /// <typeparam name="T">The entity.</typeparam>
    /// <param name="query">A query of the entities; filtered and ordered before, because those need their columns.</param>
    /// <param name="selection">The operation's selection.</param>
    /// <returns>The query to execute, which tracks nothing.</returns>
    public static IQueryable<T> SelectMembers<T>(this IQueryable<T> query, ISelection selection)
        where T : class
        => selection.Projection<T>(query.Expression) is { } projection ? query.Select((Expression<Func<T, T>>)projection) : query;

    /// <summary>The projection to what is selected; null where whole objects are read.</summary>
    internal static LambdaExpression? Projection<T>(this ISelection? selection, Expression query)
        where T : class
    {
        if (selection is not OperationSelection { Members: { } members } || members.Of(typeof(T)) is not { } selected)
            return null;
        return members.Projections.TryGetValue(typeof(T), out var known)
            ? known
            : members.Projections.GetOrAdd(typeof(T), FindEntity(query, typeof(T)) is { } entity ? MemberProjection.Create(entity, selected) : null);
    }

    private static IEntityType? FindEntity(Expression query, Type type)
    {
        var finder = new RootFinder(type);
        finder.Visit(query);
        return finder.Found;
    }

    private sealed class RootFinder(Type type) : ExpressionVisitor
    {
        public IEntityType? Found { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            if (node is EntityQueryRootExpression root)
                Found ??= root.EntityType.Model.FindEntityType(type);
            return node;
        }
    }
}
