using Backend.Modules.Integrations.Sending;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Integrations.HandOver;

/// <summary>Which events are sent again to whom.</summary>
internal sealed record DeliveryReplayArguments(Guid EndpointId, long First, long Last, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>What a replay came to.</summary>
/// <param name="Deliveries">How many deliveries were begun.</param>
internal sealed record DeliveryReplayResult(int Deliveries);

/// <summary>Where a replay goes on.</summary>
internal sealed record DeliveryReplayCheckpoint(long Reached, int Deliveries);

/// <summary>
/// Goes through events of the past as the hand-over does through new ones, in batches: what was delivered, or given up, is begun
/// anew as it was, and what never was a delivery becomes one.
/// </summary>
internal sealed class DeliveryReplayJob(BackendDbContext db, IViewerResolver viewers, Viewer viewer, DeliveryMaking making, WebhookSignal signal, TimeProvider clock)
    : IJob<DeliveryReplayArguments>
{
    private const int BatchSize = 200;

    public async Task ExecuteAsync(DeliveryReplayArguments arguments, JobContext context, CancellationToken cancellationToken)
    {
        await viewers.ActAsAsync(context.RequiredOwnerId, context.TokenId, cancellationToken);
        viewer.Demand(WebhookPermissions.Manage);
        var reached = context.ReadCheckpoint<DeliveryReplayCheckpoint>() ?? new DeliveryReplayCheckpoint(Math.Max(0, arguments.First - 1), 0);
        while (await ReadAsync(arguments, context.WorkspaceId, reached.Reached, cancellationToken) is { Count: > 0 } events)
        {
            var begun = await BeginAsync(arguments.EndpointId, events, context, reached, cancellationToken);
            reached = new DeliveryReplayCheckpoint(events[^1].Sequence, reached.Deliveries + begun);
            signal.Notify();
        }

        context.Result = new DeliveryReplayResult(reached.Deliveries);
    }

    private async Task<int> BeginAsync(
        Guid endpointId, IReadOnlyList<PlatformEvent> events, JobContext context, DeliveryReplayCheckpoint reached, CancellationToken cancellationToken)
    {
        var endpoint = await db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(endpoint => endpoint.Id == endpointId, cancellationToken)
            ?? throw new NotFoundException("Webhook");
        if (endpoint.State == WebhookState.Disabled)
            throw new ValidationFailedException("endpointId", "The webhook is disabled.");
        var now = await db.NowAsync(clock, cancellationToken);
        var (made, lost) = await making.MakeAsync(context.WorkspaceId, [endpoint], events, now, cancellationToken);
        if (lost.Count > 0)
            throw new ForbiddenException("The webhook's owner may not manage webhooks any more.");
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var ids = made.Select(delivery => delivery.Id).ToArray();
        var known = await db.WebhookDeliveries.Where(delivery => delivery.WorkspaceId == context.WorkspaceId && ids.Contains(delivery.Id))
            .ToDictionaryAsync(delivery => delivery.Id, cancellationToken);
        foreach (var delivery in made)
        {
            if (known.TryGetValue(delivery.Id, out var earlier))
                earlier.BeginAs(delivery.OwnerId, delivery.TokenId, delivery.Payload, now);
            else
                db.Add(delivery);
        }

        await db.SaveChangesAsync(cancellationToken);
        var done = reached.Deliveries + made.Count;
        await context.SaveAsync(db, new DeliveryReplayCheckpoint(events[^1].Sequence, done), done, total: null, cancellationToken);
        await write.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return made.Count;
    }

    // The clocks of nodes differ, so times do not quite follow places: each event is asked for its own.
    private Task<List<PlatformEvent>> ReadAsync(DeliveryReplayArguments arguments, Guid workspaceId, long after, CancellationToken cancellationToken)
    {
        var events = db.Set<PlatformEvent>().AsNoTracking()
            .Where(change => change.WorkspaceId == workspaceId && change.Sequence > after && change.Sequence <= arguments.Last);
        if (arguments.From is { } from)
            events = events.Where(change => change.OccurredAt >= from);
        if (arguments.To is { } to)
            events = events.Where(change => change.OccurredAt < to);
        return events.OrderBy(change => change.Sequence).Take(BatchSize).ToListAsync(cancellationToken);
    }
}
