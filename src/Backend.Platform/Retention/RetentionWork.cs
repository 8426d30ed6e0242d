using Backend.Platform.Events;
using Backend.Platform.Idempotency;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Persistence.Statements;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Retention;

/// <summary>
/// Deletes what is kept for a time only, in bounded steps: old changes, idempotency keys whose 24 hours are over, and jobs that
/// ended a while ago. Nodes that run it at once take turns.
/// </summary>
public sealed partial class RetentionWork(
    BackendDbContext db, EventRetention events, IdempotencyPurge keys, JobRetention jobs, ILogger<RetentionWork> logger) : IRecurringWork
{
    /// <summary>Deletes what is due.</summary>
    /// <returns>How many changes, keys and jobs went.</returns>
    public async Task<(int Changes, int Keys, int Jobs)> PurgeAsync(CancellationToken cancellationToken)
    {
        await using var lifted = await db.LiftStatementTimeoutAsync(cancellationToken);
        return (await events.RunAsync(cancellationToken), await keys.RunAsync(db, cancellationToken), await jobs.RunAsync(cancellationToken));
    }

    /// <inheritdoc />
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var gone = await PurgeAsync(cancellationToken);
        if (gone is not (0, 0, 0))
            LogPurged(logger, gone.Changes, gone.Keys, gone.Jobs);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Purged {Changes} changes, {Keys} idempotency keys and {Jobs} jobs")]
    private static partial void LogPurged(ILogger logger, int changes, int keys, int jobs);
}
