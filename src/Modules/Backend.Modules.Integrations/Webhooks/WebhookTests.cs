using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.HandOver;
using Backend.Modules.Integrations.Sending;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>Tries webhooks out.</summary>
internal sealed class WebhookTests(
    BackendDbContext db, VisibleWebhooks webhooks, OwnerScopes owners, IServiceProvider services, WebhookSignal signal, Viewer viewer, TimeProvider clock)
{
    public async Task<WebhookDelivery> SendAsync(Guid id, CancellationToken cancellationToken)
    {
        var endpoint = await webhooks.GetAsync(id, ["input", "id"], cancellationToken);
        if (endpoint.State != WebhookState.Active)
            throw new ValidationFailedException("id", "The webhook is not active: resume it first.");
        var (now, me) = (await db.NowAsync(clock, cancellationToken), viewer.RequiredUserId);
        var setting = await owners.DescribeAsync(services, endpoint.WorkspaceId, [me], cancellationToken);
        // It tells of nothing but the webhook: it is the viewer's, whoever's the webhook is.
        var delivery = WebhookDelivery.CreateTest(
            endpoint.WorkspaceId, endpoint.Id, me, db.Session.TokenId, DeliveryPayload.TestType, DeliveryPayload.WriteTest(endpoint.Id, me, now, setting), now);
        db.Add(delivery);
        db.OnCommitted(signal.Notify);
        return delivery;
    }
}
