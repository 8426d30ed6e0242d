using System.Runtime.CompilerServices;
using Backend.GraphQL.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Execution;

/// <summary>
/// The results of a subscription. It is pulled: the next event is taken when the last result was. Each event is resolved in
/// a scope of its own, with a fresh DbContext and the caller's rights as they are then.
/// </summary>
internal sealed class EventStream(
    PreparedRequest prepared, OperationSession session, AsyncServiceScope streamScope, IAsyncEnumerable<object?> events,
    OperationScopeFactory scopes, PlanRunner runner, ErrorWriter errors, OperationGuard guard, StreamGuard? rights = null,
    RightsLease? lease = null) : IResponseStream
{
    /// <summary>Whether the last result was the last for good, because nothing more may be sent or could be read.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it has ended because rights have changed: those who share it must look anew with whom they do.</summary>
    public bool IsOutdated { get; private set; }

    public async IAsyncEnumerable<IOperationResult> ReadResultsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var placed in ReadAsync(cancellationToken))
            yield return placed.Result;
    }

    /// <summary>The results with the places of their events.</summary>
    public async IAsyncEnumerable<PlacedResult> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var opened = streamScope;
        using var watching = rights;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var enumerator = events.GetAsyncEnumerator(stop.Token);
        while (true)
        {
            IOperationResult? failed = null;
            var more = false;
            try
            {
                var next = enumerator.MoveNextAsync().AsTask();
                failed = await WatchAsync(next, stop, cancellationToken);
                more = failed is null && !IsOutdated && await next;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Databases have exceptions of their own for a statement that was interrupted.
                cancellationToken.ThrowIfCancellationRequested();
                failed = errors.Refuse(error);
            }

            if (failed is not null && await IsOutdatedByAsync(failed, cancellationToken))
                yield break;
            if (failed is not null)
            {
                IsOver = true;
                yield return new PlacedResult(failed, null, default);
            }

            if (!more)
                yield break;
            var placed = enumerator.Current as IPlacedEvent;
            using var span = EngineTelemetry.Event(prepared.Plan, placed?.TraceParent);
            var result = await ResolveInTimeAsync(enumerator.Current, cancellationToken);
            if (IsOutdated || (!result.Executed && await IsOutdatedByAsync(result, cancellationToken)))
                yield break;
            // Who may no longer follow is told once, and the stream ends.
            IsOver = !result.Executed || IsRevoked(result);
            yield return new PlacedResult(result, placed?.SyncId, placed?.OccurredAt ?? default);
            if (IsOver)
                yield break;
        }
    }

    // Rights may go while nothing comes. The answer says why the stream ends, where it does.
    private async Task<IOperationResult?> WatchAsync(Task<bool> next, CancellationTokenSource stop, CancellationToken cancellationToken)
    {
        while (rights is not null && !next.IsCompleted && await Task.WhenAny(next, rights.Changed) != next)
        {
            IOperationResult? refused = null;
            if (lease is not null)
            {
                rights.Reset();
                IsOutdated = await lease.HasEndedAsync(streamScope.ServiceProvider, cancellationToken);
            }
            else
            {
                refused = await rights.CheckAsync(cancellationToken);
            }

            if (refused is null && !IsOutdated)
                continue;
            await stop.CancelAsync();
            // The step under way must end before the stream may be disposed; what it brings is not wanted any more.
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return refused;
        }

        return null;
    }

    // An event that takes too long is lost to this listener: the stream ends, and the client resumes where it was.
    private async Task<IOperationResult> ResolveInTimeAsync(object? item, CancellationToken cancellationToken)
    {
        using var time = guard.StartTimer(cancellationToken);
        try
        {
            return await ResolveAsync(item, time.Token);
        }
        catch (OperationCanceledException) when (time.HasExpired)
        {
            return errors.Refuse(OperationTimer.Error);
        }
    }

    private async Task<IOperationResult> ResolveAsync(object? item, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope;
        try
        {
            scope = await scopes.OpenAsync(session, new ScopePurpose(prepared.Plan.Name, MayLag: false), cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return errors.Refuse(error);
        }

        scope.ServiceProvider.GetRequiredService<OperationSessionAccessor>().Charge = prepared.Charge;
        await using (scope)
        {
            var result = await runner.RunAsync(prepared.Plan, prepared.Arguments, scope.ServiceProvider, item, [], cancellationToken);
            // What was read for rights that have changed meanwhile is shown to nobody.
            IsOutdated = lease is not null && (!lease.IsOf(scope.ServiceProvider) || await lease.HasEndedAsync(scope.ServiceProvider, cancellationToken));
            return result;
        }
    }

    // One caller executes for all. Where it is that caller whose rights, or whose sign-in, have ended, the others go on without.
    private async ValueTask<bool> IsOutdatedByAsync(IOperationResult failed, CancellationToken cancellationToken)
    {
        if (lease is null)
            return false;
        return IsOutdated = failed.ErrorCodes.Contains(ErrorCodes.Unauthenticated, StringComparer.Ordinal)
            || await lease.HasEndedAsync(streamScope.ServiceProvider, cancellationToken);
    }

    private static bool IsRevoked(IOperationResult result) =>
        result.Response.Span.EndsWith("\"data\":null}"u8)
        && result.ErrorCodes is [ErrorCodes.Unauthenticated or ErrorCodes.Forbidden, ..];
}
