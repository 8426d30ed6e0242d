using Backend.Contracts.Workspaces;
using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Integrations.Sending;

/// <summary>Gives endpoints up, with all that waits for them. The event that says so names the owner, who is to be told.</summary>
internal sealed class WebhookDisabling(IServiceScopeFactory scopes, TimeProvider clock)
{
    public Task DisableAsync(Guid workspaceId, Guid endpointId, WebhookDisabledReason reason, CancellationToken cancellationToken) =>
        DisableAsync(workspaceId, endpointId, reason, _ => true, cancellationToken);

    /// <summary>Gives an endpoint up whose owner has lost access, unless it has another owner by now.</summary>
    public Task DisableForOwnerAsync(WebhookEndpoint seen, CancellationToken cancellationToken) => DisableAsync(
        seen.WorkspaceId, seen.Id, WebhookDisabledReason.OwnerLostAccess, now => now.OwnerId == seen.OwnerId && now.TokenId == seen.TokenId, cancellationToken);

    private async Task DisableAsync(Guid workspaceId, Guid endpointId, WebhookDisabledReason reason, Func<WebhookEndpoint, bool> condition, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        scope.ServiceProvider.GetRequiredService<DatabaseScope>().Origin = AuditOrigin.Job;
        if (!await scope.ServiceProvider.GetRequiredService<IWorkspaceDirectory>().TryEnterAsync(workspaceId, cancellationToken))
            return;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        if (await db.WebhookEndpoints.SingleOrDefaultAsync(endpoint => endpoint.Id == endpointId, cancellationToken) is not { } endpoint || !condition(endpoint))
            return;
        var now = clock.GetUtcNow();
        endpoint.Disable(reason, now);
        await db.SaveChangesAsync(cancellationToken);
        var (status, code) = reason == WebhookDisabledReason.OwnerLostAccess
            ? (WebhookDeliveryStatus.Withheld, DeliveryErrors.NotVisible)
            : (WebhookDeliveryStatus.Failed, DeliveryErrors.Disabled);
        await db.WebhookDeliveries
            .Where(delivery => delivery.WorkspaceId == workspaceId && delivery.EndpointId == endpointId && delivery.Status == WebhookDeliveryStatus.Pending)
            .ExecuteUpdateAsync(
                set => set.SetProperty(delivery => delivery.Status, status).SetProperty(delivery => delivery.ErrorCode, code).SetProperty(delivery => delivery.FinishedAt, now),
                cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
