using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.Sending;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;

namespace Backend.Modules.Integrations.HandOver;

/// <summary>Sends again what was sent, or should have been.</summary>
internal sealed class DeliveryRepeats(
    BackendDbContext db, VisibleDeliveries deliveries, VisibleWebhooks webhooks, WebhookSignal signal, JobScheduler jobs, TimeProvider clock)
{
    public async Task<WebhookDelivery> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        var delivery = await deliveries.GetAsync(id, ["input", "id"], cancellationToken);
        var endpoint = await webhooks.GetAsync(delivery.EndpointId, ["input", "id"], cancellationToken);
        DemandNotDisabled(endpoint, "id");
        if (!delivery.IsTest && (delivery.OwnerId != endpoint.OwnerId || delivery.TokenId != endpoint.TokenId))
            throw new ValidationFailedException("id", "The webhook belongs to somebody else now. Use deliveryReplay, which sends what its owner may see.");
        delivery.Begin(await db.NowAsync(clock, cancellationToken));
        db.OnCommitted(signal.Notify);
        return delivery;
    }

    public async Task<Job> ReplayAsync(DeliveryReplayInput input, CancellationToken cancellationToken)
    {
        var endpoint = await webhooks.GetAsync(input.EndpointId, ["input", "endpointId"], cancellationToken);
        DemandNotDisabled(endpoint, "endpointId");
        if (input is { FromSyncId: null, From: null })
            throw new ValidationFailedException("from", "Say where to begin: by fromSyncId or by from.");
        if (input.ToSyncId?.Value < input.FromSyncId?.Value || input.FromSyncId?.Value < 0)
            throw new ValidationFailedException("toSyncId", "The range ends before it begins.");
        if (input.To <= input.From)
            throw new ValidationFailedException("to", "The range ends before it begins.");
        return jobs.Enqueue<DeliveryReplayJob, DeliveryReplayArguments>(
            new DeliveryReplayArguments(endpoint.Id, input.FromSyncId?.Value ?? 0, input.ToSyncId?.Value ?? long.MaxValue, input.From, input.To));
    }

    private static void DemandNotDisabled(WebhookEndpoint endpoint, string field)
    {
        if (endpoint.State == WebhookState.Disabled)
            throw new ValidationFailedException(field, "The webhook is disabled: resume it first.");
    }
}
