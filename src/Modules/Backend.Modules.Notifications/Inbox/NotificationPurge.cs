using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>Deletes notifications that are old, read or not, in transactions of at most a thousand.</summary>
internal sealed class NotificationPurge(BackendDbContext db, IOptions<NotificationOptions> options, TimeProvider clock) : IRecurringWork
{
    private const int BatchSize = 1_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.RetentionDays == 0)
            return;
        var before = clock.GetUtcNow().AddDays(-options.Value.RetentionDays);
        for (var purged = BatchSize; purged == BatchSize;)
        {
            await using var write = await db.BeginWriteAsync(cancellationToken);
            purged = await db.Notifications.IgnoreQueryFilters().Where(notification => notification.CreatedAt < before)
                .OrderBy(notification => notification.CreatedAt)
                .Take(BatchSize)
                .ExecuteDeleteAsync(cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
    }
}
