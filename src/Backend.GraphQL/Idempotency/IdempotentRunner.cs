using Backend.GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Idempotency;

/// <summary>
/// Runs a mutation under its key. Each field's effect is remembered in its own transaction (<see cref="IMutationJournal"/>), so
/// it happens once whatever comes after; the answer is kept once it is there. A process that dies in between leaves effects
/// without an answer: the repeat then finds the results of those fields again and runs the others.
/// </summary>
internal static class IdempotentRunner
{
    // What may be otherwise the next time is not kept. The effect is, so that a repeat only tries what has not happened.
    private static readonly string[] Passing =
        [ErrorCodes.Internal, ErrorCodes.Timeout, ErrorCodes.Unavailable, ErrorCodes.Unauthenticated, ErrorCodes.Forbidden, ErrorCodes.ResponseTooLarge];

    public static async Task<IOperationResult> RunAsync(
        PreparedRequest prepared, IServiceProvider services, PlanRunner runner, Func<Task<IOperationResult>> runAsync, CancellationToken cancellationToken)
    {
        if (prepared.Idempotency is not var (key, fingerprint) || services.GetService<IIdempotentOperations>() is not { } operations)
            return await runAsync();
        using var turn = await operations.BeginAsync(key, fingerprint, cancellationToken);
        if (turn is null)
            return await runAsync();
        if (turn.Answer is { } known && runner.IsAllowed(prepared.Plan, services))
            return new KeptAnswer(known, isReplay: true);
        var result = await runAsync();
        DemandOurs(result);
        if (!result.Executed || result.ErrorCodes.Intersect(Passing, StringComparer.Ordinal).Any() || ShowsSecret(services))
            return result;
        using (result)
            return new KeptAnswer(await turn.KeepAsync(result.Response.ToArray(), cancellationToken), isReplay: false);
    }

    // The repeat finds the result again, without the secret.
    private static bool ShowsSecret(IServiceProvider services) => services.GetService<OperationSessionAccessor>() is { ShowsSecret: true };

    // Where another node has the key, a field says so. The whole request is then refused: what else was done is on record.
    private static void DemandOurs(IOperationResult result)
    {
        Exception? refused = result.ErrorCodes.Contains(ErrorCodes.IdempotencyInProgress, StringComparer.Ordinal) ? new IdempotencyInProgressException()
            : result.ErrorCodes.Contains(ErrorCodes.IdempotencyKeyReused, StringComparer.Ordinal) ? new IdempotencyKeyReusedException()
            : null;
        if (refused is null)
            return;
        result.Dispose();
        throw refused;
    }
}
