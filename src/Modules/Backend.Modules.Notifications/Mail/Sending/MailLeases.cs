using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>
/// Takes mails that are due, over all workspaces, so that each has one sender at a time, by the database's clock. What a killed
/// worker had is there again at once, and of one that cannot be seen to be dead when its lease runs out.
/// </summary>
internal sealed class MailLeases(BackendDbContext db, WorkerPresence presence, IOptions<MailOptions> options, TimeProvider clock)
{
    public const int BatchSize = 25;

    // Two mails that take as long as they may can still be begun.
    private TimeSpan Length => (options.Value.Timeout * 3) + TimeSpan.FromSeconds(30);

    /// <summary>Takes some; none where nothing is due.</summary>
    /// <param name="recovers">Whether to look for what dead workers had.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<LeasedMails> TakeAsync(bool recovers, CancellationToken cancellationToken)
    {
        if (recovers)
            await RecoverAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        if (!await All().AnyAsync(delivery => delivery.Status == EmailStatus.Pending && delivery.NextAttemptAt <= now, cancellationToken))
            return LeasedMails.None;
        var (lease, until) = (await presence.NewLeaseAsync(now, cancellationToken), now + Length);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var due = await FindAsync(now, cancellationToken);
        if (due.Count == 0)
            return LeasedMails.None;
        var ids = due.Select(delivery => delivery.Id).ToArray();
        await All().Where(delivery => ids.Contains(delivery.Id) && delivery.Status == EmailStatus.Pending).ExecuteUpdateAsync(
            set => set.SetProperty(delivery => delivery.LeaseId, lease).SetProperty(delivery => delivery.LeaseUntil, until)
                .SetProperty(delivery => delivery.Attempts, delivery => delivery.Attempts + 1),
            cancellationToken);
        await write.CommitAsync(cancellationToken);
        // What is begun in the first two thirds ends within the lease.
        return new LeasedMails(lease, clock.GetUtcNow() + Length - options.Value.Timeout - TimeSpan.FromSeconds(15), due);
    }

    /// <summary>Says of all that is due that no mail is sent here.</summary>
    public async Task SkipAllAsync(CancellationToken cancellationToken)
    {
        var now = await db.NowAsync(clock, cancellationToken);
        var due = All().Where(delivery => delivery.Status == EmailStatus.Pending && delivery.NextAttemptAt <= now && delivery.LeaseId == null);
        if (!await due.AnyAsync(cancellationToken))
            return;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await due.ExecuteUpdateAsync(
            set => set.SetProperty(delivery => delivery.Status, EmailStatus.Skipped).SetProperty(delivery => delivery.ErrorCode, EmailErrorCodes.MailOff)
                .SetProperty(delivery => delivery.NextAttemptAt, (DateTimeOffset?)null).SetProperty(delivery => delivery.UpdatedAt, now),
            cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var held = await All().Where(delivery => delivery.LeaseId != null).Select(delivery => delivery.LeaseId!.Value).Distinct().ToListAsync(cancellationToken);
        if (held.Count == 0 || (await presence.FindDeadAsync(held, cancellationToken)).ToArray() is not { Length: > 0 } dead)
            return;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await All().Where(delivery => delivery.LeaseId != null && dead.Contains(delivery.LeaseId.Value)).ExecuteUpdateAsync(
            set => set.SetProperty(delivery => delivery.LeaseId, (Guid?)null).SetProperty(delivery => delivery.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    // Of the mails to one person about one thing, one is under way at a time, and the older goes first: they would say the same.
    // Other senders skip what this one has locked. SQLite has one writer, which needs no lock.
    private async Task<List<EmailDelivery>> FindAsync(DateTimeOffset now, CancellationToken cancellationToken) => db.Database.IsSqlite()
        ? await All().Where(delivery => delivery.Status == EmailStatus.Pending && delivery.NextAttemptAt <= now && (delivery.LeaseUntil == null || delivery.LeaseUntil < now))
            .Where(delivery => !All().Any(other => other.WorkspaceId == delivery.WorkspaceId && other.UserId == delivery.UserId
                && other.GroupingKey == delivery.GroupingKey && other.Status == EmailStatus.Pending && other.Id != delivery.Id
                && (other.LeaseUntil >= now || (other.Id.CompareTo(delivery.Id) < 0 && (other.Kind == delivery.Kind || other.NextAttemptAt <= now)))))
            .OrderBy(delivery => delivery.NextAttemptAt).Take(BatchSize).ToListAsync(cancellationToken)
        : await db.Set<EmailDelivery>().FromSql($"""
            SELECT * FROM notifications_email_deliveries due
            WHERE status = 'Pending' AND next_attempt_at <= {now} AND (lease_until IS NULL OR lease_until < {now})
              AND NOT EXISTS (
                SELECT 1 FROM notifications_email_deliveries other
                WHERE other.workspace_id = due.workspace_id AND other.user_id = due.user_id AND other.grouping_key = due.grouping_key
                  AND other.status = 'Pending' AND other.id <> due.id
                  AND (other.lease_until >= {now} OR (other.id < due.id AND (other.kind = due.kind OR other.next_attempt_at <= {now}))))
            ORDER BY next_attempt_at LIMIT {BatchSize} FOR UPDATE OF due SKIP LOCKED
            """).IgnoreQueryFilters().AsNoTracking().ToListAsync(cancellationToken);

    private IQueryable<EmailDelivery> All() => db.EmailDeliveries.IgnoreQueryFilters().AsNoTracking();
}
