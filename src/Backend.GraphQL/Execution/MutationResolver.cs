using Backend.GraphQL.Idempotency;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Execution;

/// <summary>What a mutation gives back.</summary>
/// <param name="Result">The resolver's result; null where it failed.</param>
/// <param name="SyncId">The place of its last change in the change feed.</param>
/// <param name="Errors">The errors that it foresaw.</param>
internal sealed record MutationPayload(object? Result, SyncId? SyncId, IReadOnlyList<IError> Errors);

/// <summary>Runs a mutation in its unit of work and turns declared exceptions into the payload's errors.</summary>
/// <param name="method">The method.</param>
/// <param name="authorization">What the caller must hold.</param>
/// <param name="errors">The declared errors.</param>
/// <param name="results">Keeps the result of a field that runs under an idempotency key.</param>
/// <param name="isOutside">Whether it runs in no unit of work.</param>
internal sealed class MutationResolver(ResolverMethod method, FieldAuthorization authorization, ErrorFactory errors, KeptResults results, bool isOutside)
    : BoundResolver(authorization)
{
    public override ResolverCall Bind(FieldContext context) => _ => RunAsync(context);

    private async Task<object?> RunAsync(FieldContext context)
    {
        object? result = null;
        MutationEffect? earlier = null;
        var journal = context.Services.GetService<IMutationJournal>();
        try
        {
            if (isOutside)
                return new MutationPayload(await CallAsync(context), null, []);
            var syncId = await context.Services.GetRequiredService<IMutationUnitOfWork>().RunAsync(RunOnceAsync, context.CancellationToken);
            if (earlier is not null)
                (result, syncId) = (await results.RestoreAsync(earlier.Result, context), earlier.SyncId);
            return new MutationPayload(result, syncId, result is IPartialResult partial ? partial.Errors : []);
        }
        catch (MutationErrorsException error)
        {
            Denials.Note(context, error.Errors);
            return new MutationPayload(null, null, error.Errors);
        }
        catch (Exception error) when (errors.TryCreate(error, out var declared))
        {
            Denials.Note(context, declared);
            return new MutationPayload(null, null, declared);
        }
        finally
        {
            // What was loaded before the change must not answer the payload's fields, or the next mutation's.
            foreach (var cache in context.Services.GetServices<IDataLoaderCache>())
                cache.Clear();
        }

        async Task RunOnceAsync()
        {
            if (journal is { IsOpen: true })
                earlier = await journal.BeginAsync(context.ResponseName, context.CancellationToken);
            if (earlier is not null)
                return;
            result = await CallAsync(context);
            if (journal is { IsOpen: true })
                journal.Note(results.Keep(result));
        }
    }

    private async Task<object?> CallAsync(FieldContext context) =>
        method.Bind(context)(null) is var result && result is Task<object?> pending ? await pending : result;
}
