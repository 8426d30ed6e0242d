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
internal sealed class MutationResolver(ResolverMethod method, FieldAuthorization authorization, ErrorFactory errors) : BoundResolver(authorization)
{
    public override ResolverCall Bind(FieldContext context) => _ => RunAsync(context);

    private async Task<object?> RunAsync(FieldContext context)
    {
        object? result = null;
        try
        {
            var syncId = await context.Services.GetRequiredService<IMutationUnitOfWork>()
                .RunAsync(async () => result = await CallAsync(context), context.CancellationToken);
            return new MutationPayload(result, syncId, []);
        }
        catch (Exception error) when (errors.TryCreate(error, out var declared))
        {
            return new MutationPayload(null, null, declared);
        }
        finally
        {
            // What was loaded before the change must not answer the payload's fields, or the next mutation's.
            foreach (var cache in context.Services.GetServices<IDataLoaderCache>())
                cache.Clear();
        }
    }

    private async Task<object?> CallAsync(FieldContext context) =>
        method.Bind(context)(null) is var result && result is Task<object?> pending ? await pending : result;
}
