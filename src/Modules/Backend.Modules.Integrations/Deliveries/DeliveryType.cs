using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Integrations.Deliveries;

[ObjectType<WebhookDelivery>]
internal static class DeliveryType
{
    /// <summary>The webhook.</summary>
    [BindMember(nameof(WebhookDelivery.EndpointId))]
    public static DataLoaderResult<WebhookEndpoint?> GetEndpoint([Parent] WebhookDelivery delivery, WebhookEndpointByIdDataLoader webhooks) => webhooks.Load(delivery.EndpointId);

    /// <summary>The attempts to deliver it, the first one first.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<DeliveryAttempt>> GetAttempts(
        [Parent] WebhookDelivery delivery, PageArguments page, AttemptsByDeliveryIdDataLoader attempts) => attempts.Load(delivery.Id, page);

    /// <summary>What the viewer may do with it.</summary>
    public static WebhookDeliveryViewerCan GetViewerCan([Parent] WebhookDelivery _, Viewer viewer) =>
        new(viewer.Can(WebhookPermissions.Manage));

    [NodeResolver]
    public static DataLoaderResult<WebhookDelivery?> GetById(Guid id, WebhookDeliveryByIdDataLoader deliveries) => deliveries.Load(id);
}

/// <summary>What the viewer may do with a delivery.</summary>
/// <param name="Retry">Send it again.</param>
internal sealed record WebhookDeliveryViewerCan(bool Retry);

[ObjectType<DeliveryAttempt>]
internal static class DeliveryAttemptType
{
    /// <summary>The headers that were sent, without the signature.</summary>
    public static JsonNode GetRequestHeaders([Parent] DeliveryAttempt attempt) => JsonNode.Parse(attempt.RequestHeadersJson)!;

    /// <summary>The headers of the answer, without those that hold secrets; null where there was no answer.</summary>
    public static JsonNode? GetResponseHeaders([Parent] DeliveryAttempt attempt) => attempt.ResponseHeadersJson is { } json ? JsonNode.Parse(json) : null;

    [NodeResolver]
    public static DataLoaderResult<DeliveryAttempt?> GetById(Guid id, DeliveryAttemptByIdDataLoader attempts) => attempts.Load(id);
}

internal static class DeliveryDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, WebhookDelivery>> GetWebhookDeliveryByIdAsync(
        IReadOnlyList<Guid> ids, VisibleDeliveries deliveries, CancellationToken cancellationToken) =>
        deliveries.Query().Where(delivery => ids.Contains(delivery.Id)).ToDictionaryAsync(delivery => delivery.Id, cancellationToken);

    [DataLoader]
    public static Task<Dictionary<Guid, DeliveryAttempt>> GetDeliveryAttemptByIdAsync(
        IReadOnlyList<Guid> ids, VisibleDeliveries deliveries, CancellationToken cancellationToken) =>
        deliveries.Attempts().Where(attempt => ids.Contains(attempt.Id)).ToDictionaryAsync(attempt => attempt.Id, cancellationToken);

    [DataLoader]
    public static Task<Dictionary<Guid, Connection<WebhookDelivery>>> GetDeliveriesByEndpointIdAsync(
        IReadOnlyList<Guid> ids, PageArguments page, VisibleDeliveries deliveries, CancellationToken cancellationToken) =>
        deliveries.Query().Where(delivery => ids.Contains(delivery.EndpointId)).ToConnectionsByKeyAsync(
            delivery => delivery.EndpointId, delivery => delivery, page,
            new SortKeys<WebhookDelivery>().Add(delivery => delivery.CreatedAt, SortDirection.Desc), cancellationToken);

    [DataLoader]
    public static Task<Dictionary<Guid, Connection<DeliveryAttempt>>> GetAttemptsByDeliveryIdAsync(
        IReadOnlyList<Guid> ids, PageArguments page, VisibleDeliveries deliveries, CancellationToken cancellationToken) =>
        deliveries.Attempts().Where(attempt => ids.Contains(attempt.DeliveryId)).ToConnectionsByKeyAsync(
            attempt => attempt.DeliveryId, attempt => attempt, page, new SortKeys<DeliveryAttempt>().Add(attempt => attempt.Number), cancellationToken);
}
