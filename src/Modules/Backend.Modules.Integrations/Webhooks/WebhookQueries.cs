using Backend.GraphQL;

namespace Backend.Modules.Integrations.Webhooks;

[QueryType]
[Authorize(WebhookPermissions.Manage)]
internal static class WebhookQueries
{
    /// <summary>The webhooks of the workspace, the oldest first.</summary>
    [UseConnection]
    public static Task<Connection<WebhookEndpoint>> GetWebhooksAsync(PageArguments page, VisibleWebhooks webhooks, CancellationToken cancellationToken) =>
        webhooks.Query().ToConnectionAsync(page, new SortKeys<WebhookEndpoint>().Add(endpoint => endpoint.CreatedAt), cancellationToken);

    /// <summary>A webhook. Null, with an error <c>NOT_FOUND</c>, where there is none that the viewer may see.</summary>
    public static async Task<WebhookEndpoint?> GetWebhookAsync([ID<WebhookEndpoint>] Guid id, VisibleWebhooks webhooks, CancellationToken cancellationToken) =>
        await webhooks.GetAsync(id, ["id"], cancellationToken);

    /// <summary>The types of events that webhooks can be told of.</summary>
    [ListSize(100)]
    public static IReadOnlyList<string> GetWebhookEventTypes(WebhookEventTypes types) => types.Names;
}
