using Backend.GraphQL;
using Backend.Modules.Integrations.Webhooks;

namespace Backend.Modules.Integrations.Deliveries;

/// <summary>Names a delivery to send again.</summary>
internal sealed record DeliveryRetryInput
{
    /// <summary>The delivery.</summary>
    [ID<WebhookDelivery>]
    public required Guid Id { get; init; }
}

/// <summary>Events to send again: those in a range of the change feed, or of time.</summary>
internal sealed record DeliveryReplayInput
{
    /// <summary>The webhook.</summary>
    [ID<WebhookEndpoint>]
    public required Guid EndpointId { get; init; }

    /// <summary>The first event, by its place in the change feed.</summary>
    public SyncId? FromSyncId { get; init; }

    /// <summary>The last event, by its place in the change feed.</summary>
    public SyncId? ToSyncId { get; init; }

    /// <summary>The time from which on events are sent.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time before which events are sent.</summary>
    public DateTimeOffset? To { get; init; }
}
