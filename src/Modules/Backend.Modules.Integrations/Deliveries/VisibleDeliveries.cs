using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Integrations.Deliveries;

/// <summary>
/// Which deliveries the viewer may see: those that were written as the viewer. What somebody else's webhook is told may be more
/// than the viewer may see.
/// </summary>
internal sealed class VisibleDeliveries(BackendDbContext db, Viewer viewer)
{
    public IQueryable<WebhookDelivery> Query()
    {
        var (workspaceId, me) = (db.Session.WorkspaceId, viewer.UserId);
        return viewer.Can(WebhookPermissions.Manage)
            ? db.WebhookDeliveries.Where(delivery => delivery.WorkspaceId == workspaceId && delivery.OwnerId == me)
            : db.WebhookDeliveries.Where(_ => false);
    }

    public IQueryable<DeliveryAttempt> Attempts()
    {
        var (workspaceId, visible) = (db.Session.WorkspaceId, Query().Select(delivery => delivery.Id));
        return db.DeliveryAttempts.Where(attempt => attempt.WorkspaceId == workspaceId && visible.Contains(attempt.DeliveryId));
    }

    /// <exception cref="NotFoundException">There is none, or the viewer may not see it.</exception>
    public async Task<WebhookDelivery> GetAsync(Guid id, string[] path, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(delivery => delivery.Id == id, cancellationToken) ?? throw new NotFoundException("Delivery", path);
}
