using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace Backend.Platform.Persistence.QueryShapes;

/// <summary>
/// Recognises a query by its shape, found in one walk, where EF Core copies its expression tree to take the parameters out,
/// and then hashes and compares the copy: about a fifth of the server's time in a page of issues. A shape met for the first
/// time is translated as EF Core's compiled queries are (<see cref="EF.CompileAsyncQuery{TContext, TResult}(Expression{Func{TContext, IQueryable{TResult}}})"/>),
/// with the captured values as its parameters. What has no known shape, or cannot be translated that way, goes EF Core's way.
/// </summary>
// The base class is not public API of EF Core and may change with its version, which is pinned; the tests run every query of
// the product through it.
#pragma warning disable EF1001
internal sealed class ShapedQueryCompiler(
    IQueryContextFactory contexts, ICompiledQueryCache cache, ICompiledQueryCacheKeyGenerator keys, IDatabase database,
    IDiagnosticsLogger<DbLoggerCategory.Query> logger, ICurrentDbContext current, IEvaluatableExpressionFilter filter, IModel model)
    : QueryCompiler(contexts, cache, keys, database, logger, current, filter, model)
{
    private const int MaxShapes = 2_000;

    // Null stands for a shape that EF Core translates only with the values in place.
    private static readonly ConcurrentDictionary<QueryShape, Delegate?> Known = new();

    private readonly QueryShapeReader reader = new();
    private readonly IQueryContextFactory contexts = contexts;
    private readonly ICurrentDbContext current = current;
    private readonly IModel model = model;

    /// <inheritdoc />
    public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
    {
        if (!reader.TryRead(query))
            return base.ExecuteAsync<TResult>(query, cancellationToken);
        // Translation depends on these as well.
        reader.Shape.Add((int)current.Context.ChangeTracker.QueryTrackingBehavior, model);
        reader.Shape.Add(0, typeof(TResult));
        if (!Known.TryGetValue(reader.Shape, out var executor))
            executor = Translate<TResult>(query);
        if (executor is null)
            return base.ExecuteAsync<TResult>(query, cancellationToken);
        var context = contexts.Create();
        context.CancellationToken = cancellationToken;
        for (var index = 0; index < reader.Values.Count; index++)
            context.Parameters.Add(QueryShapeReader.ParameterName(index), reader.Values[index]);
        return ((Func<QueryContext, TResult>)executor)(context);
    }

    private Func<QueryContext, TResult>? Translate<TResult>(Expression query)
    {
        var shape = reader.Shape.Copy();
        Func<QueryContext, TResult>? executor = null;
        try
        {
            executor = CreateCompiledAsyncQuery<TResult>(reader.Lift(query));
        }
        catch (InvalidOperationException)
        {
            // EF Core's way evaluates more before it translates; where that fails too, the failure is told from there.
        }

        // Filters make any number of shapes; beginning anew is simpler than knowing which come again.
        if (Known.Count >= MaxShapes)
            Known.Clear();
        Known.TryAdd(shape, executor);
        return executor;
    }
}
#pragma warning restore EF1001
