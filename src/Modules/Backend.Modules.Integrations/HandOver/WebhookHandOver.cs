using Backend.Modules.Integrations.Sending;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Backend.Modules.Integrations.HandOver;

/// <summary>
/// Takes changes from the log and makes the deliveries of all endpoints, in the transaction that moves the place in the log: one for
/// each event and endpoint, whichever node dies when.
/// </summary>
internal sealed partial class WebhookHandOver(
    BackendDbContext db, FeedPlaces places, DeliveryMaking making, WebhookDisabling disabling, WebhookSignal signal, TimeProvider clock,
    ILogger<WebhookHandOver> logger)
{
    /// <summary>Under which name the place in the log is kept.</summary>
    public const string Reader = "webhooks";

    private const int BatchSize = 200;

    // What a node that is killed has to do again: with many endpoints fewer changes at a time, or none would ever be done by nodes
    // that do not live long.
    private const int MostDeliveries = 500;
    private const int LeastEvents = 10;

    /// <summary>Goes through what is new.</summary>
    /// <returns>Whether there is more.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var more = false;
        foreach (var place in await places.FindBehindAsync(Reader, cancellationToken))
        {
            try
            {
                more |= await RunAsync(place, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // One workspace does not hold up the others; it is tried again at the next look.
                LogFailed(logger, place.WorkspaceId, error);
                db.ChangeTracker.Clear();
            }
        }

        return more;
    }

    private async Task<bool> RunAsync(FeedPlace place, CancellationToken cancellationToken)
    {
        var read = await places.ReadAsync(place, BatchSize, cancellationToken);
        if (read.Count == 0)
            return false;
        var endpoints = await db.WebhookEndpoints.IgnoreQueryFilters().AsNoTracking()
            .Where(endpoint => endpoint.WorkspaceId == place.WorkspaceId && endpoint.State != WebhookState.Disabled)
            .ToListAsync(cancellationToken);
        var events = read.Take(Math.Max(LeastEvents, MostDeliveries / Math.Max(1, endpoints.Count))).ToArray();
        // Before the transaction: on SQLite that is the one writer's turn.
        var now = await db.NowAsync(clock, cancellationToken);
        var (deliveries, lost) = await making.MakeAsync(place.WorkspaceId, endpoints, events, now, cancellationToken);
        await using (var write = await db.BeginWriteAsync(cancellationToken))
        {
            // Another node was faster, and has made them.
            if (!await places.TryMoveAsync(place, events[^1].Sequence, cancellationToken))
                return true;
            db.AddRange(deliveries);
            await db.SaveChangesAsync(cancellationToken);
            await write.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        if (deliveries.Count > 0)
            signal.Notify();
        foreach (var endpoint in lost)
            await disabling.DisableForOwnerAsync(endpoint, cancellationToken);
        return events.Length < read.Count || read.Count == BatchSize;
    }

    [LoggerMessage(4940, LogLevel.Error, "Changes of workspace {WorkspaceId} could not be handed over to its webhooks; it is tried again")]
    private static partial void LogFailed(ILogger logger, Guid workspaceId, Exception error);
}
