using Backend.Platform.Events;
using Backend.Platform.Idempotency;
using Backend.Platform.Persistence;

namespace Backend.Platform.Retention;

/// <summary>Deletes what is kept for a time only, in bounded steps: old changes, and idempotency keys whose 24 hours are over.</summary>
public sealed class RetentionWork(BackendDbContext db, EventRetention events, IdempotencyPurge keys)
{
    /// <summary>Deletes what is due.</summary>
    /// <returns>How many changes and keys went.</returns>
    public async Task<(int Changes, int Keys)> RunAsync(CancellationToken cancellationToken) =>
        (await events.RunAsync(cancellationToken), await keys.RunAsync(db, cancellationToken));
}
