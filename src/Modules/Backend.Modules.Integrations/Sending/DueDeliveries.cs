using Backend.Modules.Integrations.Deliveries;
using Backend.Platform.Persistence;

namespace Backend.Modules.Integrations.Sending;

/// <summary>What is to be sent now.</summary>
internal static class DueDeliveries
{
    /// <summary>
    /// Those that are due, of all endpoints: not those of a thing of which something else waits for its next attempt, so that what
    /// concerns one thing comes in order.
    /// </summary>
    public static IQueryable<WebhookDelivery> Of(BackendDbContext db, DateTimeOffset now)
    {
        IQueryable<WebhookDelivery> all = db.WebhookDeliveries;
        return all.Where(delivery => delivery.Status == WebhookDeliveryStatus.Pending && delivery.NextAttemptAt <= now
            && !all.Any(other => other.WorkspaceId == delivery.WorkspaceId && other.EndpointId == delivery.EndpointId
                && other.ResourceId == delivery.ResourceId && other.Status == WebhookDeliveryStatus.Pending && other.NextAttemptAt > now));
    }
}
