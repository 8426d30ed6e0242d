using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>Which endpoints the viewer may see: whoever manages webhooks, all of the workspace.</summary>
internal sealed class VisibleWebhooks(BackendDbContext db, Viewer viewer)
{
    public IQueryable<WebhookEndpoint> Query() =>
        viewer.Can(WebhookPermissions.Manage) ? db.WebhookEndpoints : db.WebhookEndpoints.Where(_ => false);

    /// <exception cref="NotFoundException">There is none, or the viewer may not see it.</exception>
    public async Task<WebhookEndpoint> GetAsync(Guid id, string[] path, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(endpoint => endpoint.Id == id, cancellationToken) ?? throw new NotFoundException("Webhook", path);
}
