using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>Deletes what became of mails, some days after it did.</summary>
internal sealed class MailRetention(BackendDbContext db, IOptions<MailOptions> options, TimeProvider clock) : IRecurringWork
{
    /// <summary>How many rows a statement deletes: others who write wait for no longer than that takes.</summary>
    public const int BatchSize = 1_000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.RetentionDays);
        int deleted;
        do
        {
            var ids = await db.EmailDeliveries.IgnoreQueryFilters()
                .Where(delivery => delivery.Status != EmailStatus.Pending && delivery.UpdatedAt < before)
                .Take(BatchSize).Select(delivery => delivery.Id).ToListAsync(cancellationToken);
            await using var write = await db.BeginWriteAsync(cancellationToken);
            deleted = await db.EmailDeliveries.IgnoreQueryFilters().Where(delivery => ids.Contains(delivery.Id)).ExecuteDeleteAsync(cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        while (deleted == BatchSize);
    }
}
