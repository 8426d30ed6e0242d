using Backend.GraphQL;
using Backend.Modules.Integrations.Webhooks;

namespace Backend.Modules.Integrations.Deliveries;

[QueryType]
[Authorize(WebhookPermissions.Manage)]
internal static class DeliveryQueries
{
    /// <summary>What the viewer's webhooks were told, or are to be told: what was told as the viewer, and is kept still.</summary>
    /// <param name="filter">Which of it.</param>
    /// <param name="sort">The order, the most significant key first; the latest first by default.</param>
    [UseConnection]
    public static Task<Connection<WebhookDelivery>> GetWebhookDeliveriesAsync(
        WebhookDeliveryFilter? filter, IReadOnlyList<WebhookDeliverySort>? sort, PageArguments page, VisibleDeliveries deliveries,
        WebhookDeliveryFilterTranslator filters, WebhookDeliverySortTranslator sorts, CancellationToken cancellationToken) =>
        deliveries.Query().Where(filter, filters).ToConnectionAsync(page, sorts.ToKeys(sort), cancellationToken);
}
