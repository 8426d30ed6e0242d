using Backend.Contracts.Tracking;
using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Integrations.HandOver;

/// <summary>
/// Makes the deliveries of events for endpoints: of what the owner of each may see. Endpoints of one owner with the same filter
/// share the look and the payloads.
/// </summary>
internal sealed class DeliveryMaking(OwnerScopes owners)
{
    private const string IssuePrefix = "issue.";
    private const string CommentPrefix = "comment.";

    /// <summary>The deliveries; those of an owner who lost access are none.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="endpoints">The endpoints.</param>
    /// <param name="events">The events, in order.</param>
    /// <param name="now">When they are made.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    /// <returns>The deliveries, and the endpoints whose owner has lost access.</returns>
    public async Task<(IReadOnlyList<WebhookDelivery> Deliveries, IReadOnlyList<WebhookEndpoint> Lost)> MakeAsync(
        Guid workspaceId, IReadOnlyList<WebhookEndpoint> endpoints, IReadOnlyList<PlatformEvent> events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (deliveries, lost) = (new List<WebhookDelivery>(), new List<WebhookEndpoint>());
        foreach (var owned in endpoints.GroupBy(endpoint => new WebhookOwner(endpoint.OwnerId, endpoint.TokenId)))
        {
            // What nobody of them wants need not be looked at.
            var wanted = events.Where(change => owned.Any(endpoint => MayWant(endpoint, change))).ToArray();
            try
            {
                if (wanted.Length == 0 || await owners.OpenAsync(workspaceId, owned.Key, cancellationToken) is not { } scope)
                    continue;
                await using (scope)
                    deliveries.AddRange(await MakeAsync(scope.ServiceProvider, [.. owned], wanted, now, cancellationToken));
            }
            catch (ForbiddenException)
            {
                lost.AddRange(owned);
            }
        }

        return (deliveries, lost);
    }

    private async Task<List<WebhookDelivery>> MakeAsync(
        IServiceProvider scope, WebhookEndpoint[] endpoints, PlatformEvent[] events, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var setting = await owners.DescribeAsync(scope, endpoints[0].WorkspaceId, events.Select(change => change.ActorId).OfType<Guid>(), cancellationToken);
        var visible = await scope.GetRequiredService<ChangeLog>().SelectAsync(events, cancellationToken);
        var deliveries = new List<WebhookDelivery>();
        foreach (var alike in endpoints.GroupBy(endpoint => endpoint.FilterJson, StringComparer.Ordinal))
        {
            var told = alike.Key is null ? visible : await FilterAsync(scope, alike.Key, events, visible, cancellationToken);
            foreach (var change in told)
            {
                // Once for all who are told the same.
                var (payload, resource) = (new Lazy<string>(() => DeliveryPayload.Write(change, setting)), ResourceOf(change.Event));
                deliveries.AddRange(alike.Where(endpoint => WebhookEventTypes.Wants(endpoint.GetEvents(), change.Type))
                    .Select(endpoint => WebhookDelivery.Create(endpoint.Id, endpoint.OwnerId, endpoint.TokenId, change.Event, change.Type, resource, payload.Value, now)));
            }
        }

        return deliveries;
    }

    // Issues as listeners with the filter are told of them, comments by the issue that they are on; other things have nothing to do with it.
    private static async Task<IReadOnlyList<VisibleChange>> FilterAsync(
        IServiceProvider scope, string kept, PlatformEvent[] events, IReadOnlyList<VisibleChange> visible, CancellationToken cancellationToken)
    {
        var filters = scope.GetRequiredService<IIssueFilters>();
        var filter = filters.Read(kept);
        var issues = events.Where(change => change.Type.StartsWith(IssuePrefix, StringComparison.Ordinal)).ToArray();
        var passing = await filters.FindPassingAsync([.. events.Where(IsOfComment).Select(ResourceOf).Distinct()], filter, cancellationToken);
        return
        [
            .. (await filters.SelectAsync(issues, filter, cancellationToken))
                .Concat(visible.Where(change => !change.Event.Type.StartsWith(IssuePrefix, StringComparison.Ordinal)
                    && (!IsOfComment(change.Event) || passing.Contains(ResourceOf(change.Event)))))
                .OrderBy(change => change.Event.Sequence),
        ];
    }

    // An event may be told as that its object went out of sight: then it has another type.
    private static bool MayWant(WebhookEndpoint endpoint, PlatformEvent change) => WebhookEventTypes.Wants(endpoint.GetEvents(), change.Type)
        || WebhookEventTypes.Wants(endpoint.GetEvents(), $"{change.Type[..change.Type.IndexOf('.', StringComparison.Ordinal)]}.removed");

    private static bool IsOfComment(PlatformEvent change) => change.Type.StartsWith(CommentPrefix, StringComparison.Ordinal);

    // What is said of an issue comes in order with what is done to it.
    private static Guid ResourceOf(PlatformEvent change) =>
        IsOfComment(change) && change.ReadData("issueId")?.GetValue<Guid>() is { } issueId ? issueId : change.Subject;
}
