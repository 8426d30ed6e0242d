using System.Text.Json.Nodes;
using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.Sending;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Integrations.Webhooks;

[ObjectType<WebhookEndpoint>]
internal static class WebhookType
{
    /// <summary>Who set it up last: it is told of what this person may see.</summary>
    [BindMember(nameof(WebhookEndpoint.OwnerId))]
    public static DataLoaderResult<IUser?> GetOwner([Parent] WebhookEndpoint endpoint, IUserByIdDataLoader users) => users.Load(endpoint.OwnerId);

    /// <summary>The types of events that it wants, such as <c>issue.created</c>, or <c>issue.*</c> for all of issues.</summary>
    [ListSize(50)]
    public static IReadOnlyList<string> GetEvents([Parent] WebhookEndpoint endpoint) => endpoint.GetEvents();

    /// <summary>Which issues it wants to know of, in the form of <c>IssueFilter</c>; null for all.</summary>
    public static JsonNode? GetFilter([Parent] WebhookEndpoint endpoint, IIssueFilters filters) =>
        endpoint.FilterJson is { } kept ? filters.Show(kept) : null;

    /// <summary>How many attempts have failed since the last that succeeded.</summary>
    public static DataLoaderResult<int> GetConsecutiveFailures([Parent] WebhookEndpoint endpoint, WebhookSendingByEndpointIdDataLoader sendings) =>
        sendings.Load(endpoint.Id).Then(sending => sending?.ConsecutiveFailures ?? 0);

    /// <summary>Since when attempts have failed; null where the last one succeeded.</summary>
    public static DataLoaderResult<DateTimeOffset?> GetFailingSince([Parent] WebhookEndpoint endpoint, WebhookSendingByEndpointIdDataLoader sendings) =>
        sendings.Load(endpoint.Id).Then(sending => sending?.FailingSince);

    /// <summary>When it is tried next, where it has failed so often that it is left alone for a moment.</summary>
    public static DataLoaderResult<DateTimeOffset?> GetRetryAt([Parent] WebhookEndpoint endpoint, WebhookSendingByEndpointIdDataLoader sendings) =>
        sendings.Load(endpoint.Id).Then(sending => sending?.RetryAt);

    /// <summary>When something was delivered last.</summary>
    public static DataLoaderResult<DateTimeOffset?> GetLastSuccessAt([Parent] WebhookEndpoint endpoint, WebhookSendingByEndpointIdDataLoader sendings) =>
        sendings.Load(endpoint.Id).Then(sending => sending?.LastSuccessAt);

    /// <summary>When an attempt failed last.</summary>
    public static DataLoaderResult<DateTimeOffset?> GetLastFailureAt([Parent] WebhookEndpoint endpoint, WebhookSendingByEndpointIdDataLoader sendings) =>
        sendings.Load(endpoint.Id).Then(sending => sending?.LastFailureAt);

    /// <summary>What it was told, or is to be told, the latest first: what was told as the viewer.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<WebhookDelivery>> GetDeliveries(
        [Parent] WebhookEndpoint endpoint, PageArguments page, DeliveriesByEndpointIdDataLoader deliveries) => deliveries.Load(endpoint.Id, page);

    /// <summary>What the viewer may do with it.</summary>
    public static WebhookViewerCan GetViewerCan([Parent] WebhookEndpoint endpoint, Viewer viewer)
    {
        var (manages, state) = (viewer.Can(WebhookPermissions.Manage), endpoint.State);
        return new WebhookViewerCan(manages, manages, manages && state == WebhookState.Active, manages && state != WebhookState.Active, manages && state == WebhookState.Active);
    }

    [NodeResolver]
    public static DataLoaderResult<WebhookEndpoint?> GetById(Guid id, WebhookEndpointByIdDataLoader webhooks) => webhooks.Load(id);
}

/// <summary>What the viewer may do with a webhook.</summary>
/// <param name="Update">Change it, and rotate its secret.</param>
/// <param name="Delete">Delete it.</param>
/// <param name="Pause">Pause it.</param>
/// <param name="Resume">Resume it.</param>
/// <param name="Test">Try it out.</param>
internal sealed record WebhookViewerCan(bool Update, bool Delete, bool Pause, bool Resume, bool Test);

internal static class WebhookDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, WebhookEndpoint>> GetWebhookEndpointByIdAsync(
        IReadOnlyList<Guid> ids, VisibleWebhooks webhooks, CancellationToken cancellationToken) =>
        webhooks.Query().Where(endpoint => ids.Contains(endpoint.Id)).ToDictionaryAsync(endpoint => endpoint.Id, cancellationToken);

    /// <summary>For endpoints that the viewer is known to see.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, WebhookSending>> GetWebhookSendingByEndpointIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, CancellationToken cancellationToken)
    {
        var workspaceId = db.Session.WorkspaceId;
        return db.WebhookSendings.Where(sending => sending.WorkspaceId == workspaceId && ids.Contains(sending.EndpointId))
            .ToDictionaryAsync(sending => sending.EndpointId, cancellationToken);
    }
}
