using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Integrations.Sending;

/// <summary>An endpoint, of whichever workspace.</summary>
internal readonly record struct EndpointKey(Guid WorkspaceId, Guid EndpointId);

/// <summary>A worker's hold on an endpoint, in the database server's time. Whatever the worker records demands it.</summary>
internal sealed record EndpointLease(EndpointKey Key, Guid LeaseId)
{
    /// <summary>The endpoint's row, while the lease is held.</summary>
    public IQueryable<WebhookSending> Held(BackendDbContext db) => db.WebhookSendings
        .Where(sending => sending.WorkspaceId == Key.WorkspaceId && sending.EndpointId == Key.EndpointId && sending.LeaseId == LeaseId);
}

/// <summary>Gives leases out, and takes those back whose worker is dead.</summary>
internal sealed class EndpointLeases(IServiceScopeFactory scopes, WorkerPresence presence, IOptions<WebhookOptions> options, TimeProvider clock)
{
    /// <summary>Longer than an attempt and what comes after it.</summary>
    public TimeSpan Length => options.Value.Timeout + TimeSpan.FromSeconds(15);

    /// <summary>The endpoints for which something is due and of which nobody is in charge who lives.</summary>
    public async Task<IReadOnlyList<EndpointKey>> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var now = await db.NowAsync(clock, cancellationToken);
        var waiting = DueDeliveries.Of(db, now);
        var due = await (
            from sending in db.WebhookSendings.AsNoTracking()
            join endpoint in db.WebhookEndpoints.IgnoreQueryFilters().AsNoTracking()
                on new { sending.WorkspaceId, sending.EndpointId } equals new { endpoint.WorkspaceId, EndpointId = endpoint.Id }
            where endpoint.State == WebhookState.Active && (sending.RetryAt == null || sending.RetryAt <= now)
                && waiting.Any(delivery => delivery.WorkspaceId == sending.WorkspaceId && delivery.EndpointId == sending.EndpointId)
            select new { sending.WorkspaceId, sending.EndpointId, sending.LeaseId, sending.LeaseUntil }).ToListAsync(cancellationToken);
        var held = due.Where(sending => sending.LeaseUntil >= now).Select(sending => sending.LeaseId!.Value).ToArray();
        var dead = held.Length == 0 ? new HashSet<Guid>() : await presence.FindDeadAsync(held, cancellationToken);
        return [.. due.Where(sending => !(sending.LeaseUntil >= now) || dead.Contains(sending.LeaseId!.Value))
            .Select(sending => new EndpointKey(sending.WorkspaceId, sending.EndpointId))];
    }

    /// <summary>Takes an endpoint; null where another was faster.</summary>
    public async Task<EndpointLease?> TakeAsync(EndpointKey key, CancellationToken cancellationToken)
    {
        var leaseId = await presence.NewLeaseAsync(clock.GetUtcNow(), cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        var holder = await db.WebhookSendings.Where(sending => sending.WorkspaceId == key.WorkspaceId && sending.EndpointId == key.EndpointId)
            .Select(sending => new { sending.LeaseId, sending.LeaseUntil }).SingleOrDefaultAsync(cancellationToken);
        if (holder is null)
            return null;
        var isDead = holder.LeaseId is { } other && (await presence.FindDeadAsync([other], cancellationToken)).Contains(other);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        var (until, before) = (now + Length, holder.LeaseId);
        var taken = await db.WebhookSendings
            .Where(sending => sending.WorkspaceId == key.WorkspaceId && sending.EndpointId == key.EndpointId && sending.LeaseId == before
                && (isDead || sending.LeaseUntil == null || sending.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(sending => sending.LeaseId, leaseId).SetProperty(sending => sending.LeaseUntil, until), cancellationToken);
        await write.CommitAsync(cancellationToken);
        return taken == 1 ? new EndpointLease(key, leaseId) : null;
    }

    /// <summary>Says that the worker still sends.</summary>
    /// <returns>Whether it still may.</returns>
    public Task<bool> RenewAsync(EndpointLease lease, CancellationToken cancellationToken) => SetAsync(lease, Length, cancellationToken);

    /// <summary>Gives it back.</summary>
    public Task ReleaseAsync(EndpointLease lease) => SetAsync(lease, length: null, CancellationToken.None);

    private async Task<bool> SetAsync(EndpointLease lease, TimeSpan? length, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var until = await db.NowAsync(clock, cancellationToken) + length;
        Guid? holder = length is null ? null : lease.LeaseId;
        var held = await lease.Held(db)
            .ExecuteUpdateAsync(set => set.SetProperty(sending => sending.LeaseId, holder).SetProperty(sending => sending.LeaseUntil, until), cancellationToken);
        await write.CommitAsync(cancellationToken);
        return held == 1;
    }
}
