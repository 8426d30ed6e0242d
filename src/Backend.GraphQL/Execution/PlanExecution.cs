using System.Buffers;
using System.Collections;
using GraphQL.Execution;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Resolves what a plan must call before it can be written. It goes by selection, not by object: a field is resolved for all
/// objects of its selection at once, and DataLoaders are dispatched when no field is left that does not wait for one. So the
/// number of dispatches is bounded by the operation's depth. Fields run one after the other, because they share a DbContext.
/// </summary>
internal sealed class PlanExecution(
    OperationPlan plan, PlanArguments arguments, PlanAuthorization authorization, IServiceProvider services, CancellationToken cancellationToken) : IDisposable
{
    private readonly ObjectBatch[] batches = new ObjectBatch[plan.BatchCount];
    private readonly object?[]?[] columns = new object?[plan.ColumnCount][];
    private readonly List<(PlanField Field, int Count)> waiting = [];
    private Queue<PlanSelection>? ready;

    public bool TraceFields { get; init; }

    public OperationPlan Plan => plan;

    public IServiceProvider Services => services;

    public CancellationToken CancellationToken => cancellationToken;

    public IDictionary<string, ArgumentValue>? Arguments(PlanField field) => arguments.Of(field);

    /// <summary>Whether the caller may not have a field; its error is reported already.</summary>
    public bool IsDenied(PlanField field) => authorization.Denies(field);

    /// <summary>The selection for an object.</summary>
    /// <exception cref="InvalidOperationException">It is of no type that may stand here.</exception>
    /// <exception cref="AccessDeniedException">The caller may not have objects of its type.</exception>
    public PlanSelection Select(CompositeShape shape, object value)
    {
        var selection = shape.Select(value);
        authorization.Demand(selection);
        return selection;
    }

    /// <summary>The value of a resolved field, for the object at a place of its batch.</summary>
    public object? Value(PlanField field, int index) => columns[field.Column]![index];

    /// <summary>The place of the next object of a selection, in the order in which objects are written.</summary>
    public int NextIndex(PlanSelection selection) => batches[selection.Batch].Next++;

    /// <summary>Resolves everything.</summary>
    /// <param name="root">The object of the root fields: the event of a subscription, else null.</param>
    public async ValueTask ResolveAsync(object? root)
    {
        var selection = plan.Root;
        if (selection.Batch < 0)
            return;
        batches[selection.Batch].Add(root);
        foreach (var field in selection.Resolving)
        {
            await ResolveAsync(field, selection);
            // Each mutation is complete, with all that it selects, before the next one begins (October 2021, 6.2.2).
            if (plan.Operation == OperationType.Mutation)
                await DrainAsync();
        }

        await DrainAsync();
    }

    public void Dispose()
    {
        foreach (var batch in batches)
            batch.Return();
        foreach (var column in columns)
        {
            if (column is not null)
                ArrayPool<object?>.Shared.Return(column, clearArray: true);
        }
    }

    private async ValueTask DrainAsync()
    {
        while (true)
        {
            while (ready is not null && ready.TryDequeue(out var selection))
            {
                foreach (var field in selection.Resolving)
                    await ResolveAsync(field, selection);
            }

            if (waiting.Count == 0)
                return;
            await DispatchAsync();
        }
    }

    private async ValueTask ResolveAsync(PlanField field, PlanSelection selection)
    {
        if (IsDenied(field))
            return;
        cancellationToken.ThrowIfCancellationRequested();
        var (objects, count) = batches[selection.Batch];
        using var span = TraceFields ? EngineTelemetry.Field(field, count) : null;
        var values = ArrayPool<object?>.Shared.Rent(count);
        columns[field.Column] = values;
        var pending = false;
        var call = Bind(field);
        for (var index = 0; index < count; index++)
        {
            try
            {
                var value = call(objects[index]);
                if (value is Task<object?> task)
                    value = await task;
                pending |= value is DataLoaderResult;
                values[index] = value;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                values[index] = new FieldFailure(error);
            }
        }

        if (pending && !Advance(values, count))
            waiting.Add((field, count));
        else
            Collect(field, count);
    }

    private ResolverCall Bind(PlanField field)
    {
        if (field.Access is { } access)
            return owner => access.Read(owner!);
        if (field.Foreign is { } foreign)
        {
            return owner =>
            {
                var value = foreign.ResolveAsync(Introspection.Context(this, field, owner));
                return value.IsCompletedSuccessfully ? value.Result : value.AsTask();
            };
        }

        try
        {
            return field.Bound!.Bind(new PlanFieldContext(this, field));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = new FieldFailure(error);
            return _ => failure;
        }
    }

    /// <summary>One wave: every DataLoader that a field waits for fetches its keys, then the fields take what has come.</summary>
    private async ValueTask DispatchAsync()
    {
        foreach (var (field, count) in waiting)
        {
            var values = columns[field.Column]!;
            for (var index = 0; index < count; index++)
            {
                if (values[index] is DataLoaderResult { IsCompleted: false } result)
                    await result.DispatchAsync(cancellationToken);
            }
        }

        for (var index = 0; index < waiting.Count; index++)
        {
            var (field, count) = waiting[index];
            if (!Advance(columns[field.Column]!, count))
                continue;
            waiting.RemoveAt(index--);
            Collect(field, count);
        }
    }

    /// <summary>Puts values in place of the results that are there; false where some are not.</summary>
    private static bool Advance(object?[] values, int count)
    {
        var complete = true;
        for (var index = 0; index < count; index++)
        {
            if (values[index] is not DataLoaderResult result)
                continue;
            result.Advance();
            if (result.IsCompleted)
                values[index] = result.Error is { } error ? new FieldFailure(error) : result.Value;
            else
                complete = false;
        }

        return complete;
    }

    /// <summary>Gathers the objects found in a field, for the selections below it.</summary>
    private void Collect(PlanField field, int count)
    {
        if (!field.Shape.HasBatch)
            return;
        var values = columns[field.Column]!;
        for (var index = 0; index < count; index++)
            values[index] = Collect(field.Shape, values[index]);
    }

    // Lists that are made while they are read are kept, so that what is written is what was resolved.
    private object? Collect(OutputShape shape, object? value)
    {
        try
        {
            switch (shape, value)
            {
                case (_, null or FieldFailure):
                    break;
                case (ListShape { Item: var item }, IEnumerable many):
                    var list = many as IList ?? many.Cast<object?>().ToArray();
                    for (var index = 0; index < list.Count; index++)
                    {
                        var kept = Collect(item, list[index]);
                        if (!ReferenceEquals(kept, list[index]))
                            (list = list as object?[] ?? [.. list.Cast<object?>()])[index] = kept;
                    }

                    return list;
                case (CompositeShape composite, _) when Select(composite, value) is { Batch: >= 0 } selection:
                    Add(selection, value);
                    break;
            }

            return value;
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return new FieldFailure(error);
        }
    }

    private void Add(PlanSelection selection, object item)
    {
        if (batches[selection.Batch].Add(item) == 1)
            (ready ??= []).Enqueue(selection);
    }
}
