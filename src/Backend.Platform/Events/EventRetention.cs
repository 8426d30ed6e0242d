using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Events;

/// <summary>
/// Purges old changes from the front of each workspace's log, so that what remains is still gapless. The horizon moves in the
/// transaction that deletes: a reader whose place is before it is told so, and never skips over what is gone.
/// </summary>
public sealed class EventRetention(BackendDbContext db, IOptions<EventRetentionOptions> options, TimeProvider clock)
{
    /// <summary>The most changes that one transaction deletes.</summary>
    public const int BatchSize = 1_000;

    /// <summary>Purges what is due in all workspaces, batch by batch.</summary>
    /// <returns>How many changes went.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RetentionDays == 0)
            return 0;
        var cutoff = clock.GetUtcNow().AddDays(-options.Value.RetentionDays);
        var workspaces = await db.Counters.Where(counter => counter.Name == ChangeFeedWriter.CounterName)
            .Select(counter => counter.WorkspaceId)
            .ToListAsync(cancellationToken);
        var purged = 0;
        foreach (var workspaceId in workspaces)
        {
            int count;
            do
            {
                count = await PurgeAsync(workspaceId, cutoff, cancellationToken);
                purged += count;
            }
            while (count == BatchSize);
        }

        return purged;
    }

    private async Task<int> PurgeAsync(Guid workspaceId, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        // Taking nothing locks the horizon: nodes that purge at once take turns.
        var horizon = await db.TakeAsync(workspaceId, ChangeFeedWriter.HorizonName, 0, cancellationToken);
        var next = await db.PlatformEvents.AsNoTracking()
            .Where(change => change.WorkspaceId == workspaceId && change.Sequence > horizon && change.Sequence <= horizon + BatchSize)
            .OrderBy(change => change.Sequence)
            .Select(change => new { change.Sequence, change.OccurredAt })
            .ToListAsync(cancellationToken);
        // What a handler has not come to yet stays until it has.
        var handled = await db.Set<EventPosition>().Where(position => position.WorkspaceId == workspaceId)
            .MinAsync(position => (long?)position.Position, cancellationToken) ?? long.MaxValue;
        // Clocks differ between nodes: the first change that is to stay keeps all that follow it.
        var due = next.TakeWhile(change => change.OccurredAt < cutoff && change.Sequence <= handled).Count();
        if (due == 0)
            return 0;
        var last = next[due - 1].Sequence;
        await db.TakeAsync(workspaceId, ChangeFeedWriter.HorizonName, checked((int)(last - horizon)), cancellationToken);
        await db.PlatformEvents.Where(change => change.WorkspaceId == workspaceId && change.Sequence <= last).ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due;
    }
}
