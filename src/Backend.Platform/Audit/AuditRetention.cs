using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Audit;

/// <summary>
/// Removes old entries from the front of a workspace's log. The seal of the place up to which they are gone is written in the
/// transaction that removes them, so that what remains verifies as before.
/// </summary>
public sealed class AuditRetention
{
    private const int BatchSize = 1_000;

    private readonly BackendDbContext db;
    private readonly AuditSeals seals;
    private readonly IOptions<AuditOptions> options;
    private readonly TimeProvider clock;

    internal AuditRetention(BackendDbContext db, AuditSeals seals, IOptions<AuditOptions> options, TimeProvider clock) =>
        (this.db, this.seals, this.options, this.clock) = (db, seals, options, clock);

    /// <summary>Removes what is due, batch by batch. What was found wrong is left as it is, for those who look into it.</summary>
    /// <returns>How many entries went.</returns>
    public async Task<int> RunAsync(Guid workspaceId, CancellationToken cancellationToken)
    {
        var removed = 0;
        while (options.Value.RetentionDays > 0)
        {
            var count = await RemoveAsync(workspaceId, clock.GetUtcNow().AddDays(-options.Value.RetentionDays), cancellationToken);
            removed += count;
            if (count < BatchSize)
                break;
        }

        return removed;
    }

    private async Task<int> RemoveAsync(Guid workspaceId, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        // Taking nothing locks: nodes that remove at once take turns.
        await db.TakeAsync(workspaceId, "audit-retention", 0, cancellationToken);
        var entries = db.Set<AuditRow>().AsNoTracking().Where(entry => entry.WorkspaceId == workspaceId);
        var oldest = await entries.OrderBy(entry => entry.Sequence).Take(BatchSize)
            .Select(entry => new { entry.Sequence, entry.Hash, entry.OccurredAt }).ToListAsync(cancellationToken);
        // Clocks differ between nodes: the first entry that is to stay keeps all that follow it.
        var due = oldest.TakeWhile(entry => entry.OccurredAt < cutoff).ToArray();
        if (due.Length == 0)
            return 0;
        var last = due[^1];
        await seals.SealAsync(db, workspaceId, AuditSeal.Start, new AuditPlace(last.Sequence, last.Hash), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.AllowAuditRemovalAsync(cancellationToken);
        await entries.Where(entry => entry.Sequence <= last.Sequence).ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        db.ChangeTracker.Clear();
        return due.Length;
    }
}
