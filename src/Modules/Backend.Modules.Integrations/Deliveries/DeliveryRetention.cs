using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Integrations.Deliveries;

/// <summary>Deletes deliveries that ended long ago, with their payloads and attempts, in transactions of a bounded size.</summary>
internal sealed class DeliveryRetention(BackendDbContext db, IOptions<WebhookOptions> options, TimeProvider clock) : IRecurringWork
{
    private const int BatchSize = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.RetentionDays);
        while (true)
        {
            var due = await db.WebhookDeliveries.AsNoTracking().Where(delivery => delivery.FinishedAt < before)
                .OrderBy(delivery => delivery.FinishedAt).Take(BatchSize)
                .Select(delivery => delivery.Id).ToArrayAsync(cancellationToken);
            if (due.Length == 0)
                return;
            await using var write = await db.BeginWriteAsync(cancellationToken);
            // One that was begun anew in between stays.
            await db.WebhookDeliveries.Where(delivery => due.Contains(delivery.Id) && delivery.FinishedAt < before).ExecuteDeleteAsync(cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
    }
}
