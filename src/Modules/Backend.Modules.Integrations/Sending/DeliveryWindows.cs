using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Integrations.Sending;

/// <summary>Looks up what is to be sent to an endpoint, and asks of what is sent for the first time whether its owner may still see it.</summary>
internal sealed class DeliveryWindows(IServiceScopeFactory scopes, SightCheck sight, WebhookSecrets secrets, WebhookDisabling disabling, TimeProvider clock)
{
    private const int Size = 200;

    /// <summary>What is to be sent; null where there is nothing.</summary>
    public async Task<DeliveryWindow?> LoadAsync(EndpointLease lease, IReadOnlySet<Guid> underWay, CancellationToken cancellationToken)
    {
        var key = lease.Key;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var now = await db.NowAsync(clock, cancellationToken);
        var (endpoint, sending) = (
            await db.WebhookEndpoints.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(one => one.WorkspaceId == key.WorkspaceId && one.Id == key.EndpointId, cancellationToken),
            await lease.Held(db).AsNoTracking().SingleOrDefaultAsync(cancellationToken));
        if (endpoint is not { State: WebhookState.Active } || sending is null || sending.RetryAt > now)
            return null;
        if (WebhookTarget.Of(endpoint, secrets, now) is not { } target)
        {
            await disabling.DisableAsync(key.WorkspaceId, key.EndpointId, WebhookDisabledReason.SecretUnreadable, cancellationToken);
            return null;
        }

        var isProbe = sending.ConsecutiveFailures >= RetrySchedule.Threshold;
        var due = await Due(db, endpoint, now, isProbe).Take(Size).ToListAsync(cancellationToken);
        var hasMore = due.Count == Size;
        due.RemoveAll(delivery => underWay.Contains(delivery.Id));
        if (due.Count == 0)
            return null;
        try
        {
            var visible = await sight.SelectAsync(endpoint, isProbe ? due[..1] : due, cancellationToken);
            return new DeliveryWindow(target, visible, isProbe, hasMore && !isProbe);
        }
        catch (ForbiddenException)
        {
            await disabling.DisableForOwnerAsync(endpoint, cancellationToken);
            return null;
        }
    }

    // An endpoint that fails is tried with what was not tried yet: it may be one event alone that it cannot take.
    private static IQueryable<WebhookDelivery> Due(BackendDbContext db, WebhookEndpoint endpoint, DateTimeOffset now, bool isProbe)
    {
        var (workspaceId, endpointId, all) = (endpoint.WorkspaceId, endpoint.Id, (IQueryable<WebhookDelivery>)db.WebhookDeliveries);
        var due = DueDeliveries.Of(db, now).AsNoTracking().Where(delivery => delivery.WorkspaceId == workspaceId && delivery.EndpointId == endpointId);
        if (!isProbe)
            return due.OrderBy(delivery => delivery.Sequence).ThenBy(delivery => delivery.Id);
        // Of each thing the first alone may be tried.
        return due.Where(delivery => !all.Any(earlier => earlier.WorkspaceId == workspaceId && earlier.EndpointId == endpointId
                && earlier.ResourceId == delivery.ResourceId && earlier.Status == WebhookDeliveryStatus.Pending && earlier.Sequence < delivery.Sequence))
            .OrderBy(delivery => delivery.Tries).ThenBy(delivery => delivery.Sequence).ThenBy(delivery => delivery.Id);
    }
}
