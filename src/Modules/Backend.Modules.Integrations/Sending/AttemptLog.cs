using Backend.Modules.Integrations.Deliveries;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Integrations.Sending;

/// <summary>An attempt that was made.</summary>
internal sealed record Attempt(WebhookDelivery Delivery, DateTimeOffset StartedAt, TimeSpan Duration, AttemptOutcome Outcome);

/// <summary>What becomes of an endpoint after attempts.</summary>
/// <param name="Held">Whether the worker still had the endpoint; if not, nothing was recorded.</param>
/// <param name="IsOpen">Whether the endpoint is left alone for a while.</param>
/// <param name="FailingSince">Since when nothing but failures came of it; null where something succeeded last.</param>
/// <param name="Failures">How many of them.</param>
internal sealed record EndpointCondition(bool Held, bool IsOpen, DateTimeOffset? FailingSince, int Failures);

/// <summary>Records attempts, several in one transaction, which demands the lease: what follows from them, and how the endpoint does.</summary>
internal sealed class AttemptLog(IServiceScopeFactory scopes, EndpointLeases leases, RetrySchedule schedule, TimeProvider clock)
{
    public async Task<EndpointCondition> WriteAsync(EndpointLease lease, IReadOnlyList<Attempt> attempts)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        var now = await db.NowAsync(clock, CancellationToken.None);
        if (await lease.Held(db).AsNoTracking().SingleOrDefaultAsync() is not { } before)
            return new EndpointCondition(Held: false, IsOpen: true, null, 0);
        var condition = await JudgeAsync(db, lease, before, attempts, now);
        if (!condition.Held)
            return condition;
        foreach (var attempt in attempts)
            Record(db, attempt, now);
        await db.SaveChangesAsync();
        // An endpoint that answers again gets at once what has failed meanwhile.
        if (before.ConsecutiveFailures >= RetrySchedule.Threshold && condition.Failures == 0)
            await BringForwardAsync(db, lease.Key, now);
        await write.CommitAsync(CancellationToken.None);
        return condition;
    }

    private void Record(BackendDbContext db, Attempt attempt, DateTimeOffset now)
    {
        var (delivery, outcome) = (attempt.Delivery, attempt.Outcome);
        db.Attach(delivery);
        delivery.Tried();
        if (outcome.Succeeded)
            delivery.Succeed(now);
        else if (!outcome.IsGone && schedule.PauseAfter(delivery.Tries, outcome.RetryAfter) is { } pause)
            delivery.Again(outcome.ErrorCode!, now + pause);
        else
            delivery.GiveUp(WebhookDeliveryStatus.Failed, outcome.ErrorCode!, now);
        db.Add(DeliveryAttempt.Create(delivery, delivery.AttemptCount, attempt.StartedAt, attempt.Duration, outcome));
    }

    private async Task<EndpointCondition> JudgeAsync(
        BackendDbContext db, EndpointLease lease, WebhookSending before, IReadOnlyList<Attempt> attempts, DateTimeOffset now)
    {
        var (failures, since, success, failure) = (before.ConsecutiveFailures, before.FailingSince, before.LastSuccessAt, before.LastFailureAt);
        foreach (var attempt in attempts)
        {
            if (attempt.Outcome.Succeeded)
                (failures, since, success) = (0, null, now);
            else
                (failures, since, failure) = (failures + 1, since ?? now, now);
        }

        DateTimeOffset? retryAt = schedule.BreakAfter(failures) is { } pause ? now + pause : null;
        var until = now + leases.Length;
        var held = await lease.Held(db).ExecuteUpdateAsync(
            set => set.SetProperty(sending => sending.ConsecutiveFailures, failures).SetProperty(sending => sending.FailingSince, since)
                .SetProperty(sending => sending.RetryAt, retryAt).SetProperty(sending => sending.LastSuccessAt, success)
                .SetProperty(sending => sending.LastFailureAt, failure).SetProperty(sending => sending.LeaseUntil, until));
        return new EndpointCondition(held == 1, retryAt is not null, since, failures);
    }

    private static Task BringForwardAsync(BackendDbContext db, EndpointKey key, DateTimeOffset now) => db.WebhookDeliveries
        .Where(delivery => delivery.WorkspaceId == key.WorkspaceId && delivery.EndpointId == key.EndpointId
            && delivery.Status == WebhookDeliveryStatus.Pending && delivery.NextAttemptAt > now)
        .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.NextAttemptAt, now));
}
