using Backend.GraphQL;
using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.HandOver;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Live;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Integrations.Sending;

/// <summary>
/// Asks, immediately before something is sent for the first time, whether the endpoint's owner may still see what it tells. What was
/// sent once was told; what must not be told any more is withheld.
/// </summary>
internal sealed class SightCheck(OwnerScopes owners, IServiceScopeFactory scopes, TimeProvider clock)
{
    private const string Removed = ".removed";

    /// <summary>Those that may be sent, in their order.</summary>
    /// <exception cref="ForbiddenException">The owner may not manage webhooks any more.</exception>
    public async Task<IReadOnlyList<WebhookDelivery>> SelectAsync(WebhookEndpoint endpoint, IReadOnlyList<WebhookDelivery> deliveries, CancellationToken cancellationToken)
    {
        if (await owners.OpenAsync(endpoint.WorkspaceId, new WebhookOwner(endpoint.OwnerId, endpoint.TokenId), cancellationToken) is not { } scope)
            return [];
        var asked = deliveries.Where(delivery => delivery is { IsFirst: true, IsTest: false }).ToArray();
        var visible = new Dictionary<long, VisibleChange>();
        await using (scope)
        {
            if (asked.Length > 0)
                visible = await ReadAsync(scope.ServiceProvider, endpoint.WorkspaceId, [.. asked.Select(delivery => delivery.Sequence)], cancellationToken);
        }

        // Those of an earlier owner may have been made while the webhook changed hands.
        var others = deliveries.Where(delivery => !delivery.IsTest && (delivery.OwnerId != endpoint.OwnerId || delivery.TokenId != endpoint.TokenId));
        var hidden = asked.Where(delivery => !MayBeTold(delivery, visible.GetValueOrDefault(delivery.Sequence))).Concat(others).ToHashSet();
        if (hidden.Count > 0)
            await WithholdAsync(endpoint.WorkspaceId, [.. hidden.Select(delivery => delivery.Id)], cancellationToken);
        return [.. deliveries.Where(delivery => !hidden.Contains(delivery))];
    }

    private static async Task<Dictionary<long, VisibleChange>> ReadAsync(IServiceProvider scope, Guid workspaceId, long[] sequences, CancellationToken cancellationToken)
    {
        var events = await scope.GetRequiredService<BackendDbContext>().Set<PlatformEvent>().AsNoTracking()
            .Where(change => change.WorkspaceId == workspaceId && sequences.Contains(change.Sequence)).ToListAsync(cancellationToken);
        return (await scope.GetRequiredService<ChangeLog>().SelectAsync(events, cancellationToken)).ToDictionary(change => change.Event.Sequence);
    }

    // That something went out of sight tells nothing of it; everything else must be told as what it was written as.
    private static bool MayBeTold(WebhookDelivery delivery, VisibleChange? change) => change is not null
        && (delivery.Type.EndsWith(Removed, StringComparison.Ordinal) || (change.Type == delivery.Type && !HiddenIds(change).Any(id => delivery.Payload.Contains(id, StringComparison.Ordinal))));

    // References that the owner sees no longer, by the part of their ids that does not depend on the type.
    private static IEnumerable<string> HiddenIds(VisibleChange change)
    {
        var shown = change.Changes.ToDictionary(field => field.Field, StringComparer.Ordinal);
        foreach (var field in change.Event.ReadChanges())
        {
            var seen = shown.GetValueOrDefault(field.Field);
            foreach (var (raw, told) in new[] { (field.From, seen?.From), (field.To, seen?.To) })
            {
                if (told is null && raw?["id"]?.GetValue<Guid>() is { } id)
                    yield return GlobalId.Format("X", id)[1..];
            }
        }
    }

    private async Task WithholdAsync(Guid workspaceId, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var (status, now) = (WebhookDeliveryStatus.Withheld, clock.GetUtcNow());
        await db.WebhookDeliveries
            .Where(delivery => delivery.WorkspaceId == workspaceId && ids.Contains(delivery.Id) && delivery.Status == WebhookDeliveryStatus.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(delivery => delivery.Status, status).SetProperty(delivery => delivery.ErrorCode, DeliveryErrors.NotVisible)
                    .SetProperty(delivery => delivery.FinishedAt, now),
                cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
