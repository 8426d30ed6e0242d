using Backend.Platform.Persistence;
using ZiggyCreatures.Caching.Fusion;

namespace Backend.Platform.Caching;

/// <summary>
/// Keeps what is read often and changes seldom: in memory and, where the kind says so, in Redis. Of all requests that miss the
/// same at once, one reads it. The version is part of the key (<see cref="CacheVersion"/>), so nothing is ever out of date.
/// </summary>
public sealed class ReadThroughCache(IFusionCache cache)
{
    // What is read within it may be undone, and differs from what others see.
    private static bool Bypasses(BackendDbContext db) => db.Session.CacheVersions is null || db.Database.CurrentTransaction is not null;

    /// <summary>Something of the session's workspace, of the version that holds for the operation.</summary>
    /// <param name="kind">What.</param>
    /// <param name="db">The operation's context.</param>
    /// <param name="read">Reads it where it is not known.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public async ValueTask<TValue> GetAsync<TValue>(
        CachedKind<TValue> kind, BackendDbContext db, Func<Task<TValue>> read, CancellationToken cancellationToken)
        where TValue : class
    {
        if (Bypasses(db) || db.Session is not { WorkspaceId: { } workspaceId, CacheVersions: { } versions })
            return await read();
        var key = kind.Key(workspaceId, Guid.Empty, versions.Workspace);
        if (!db.IsReplica)
            return await GetAsync(kind, key, read, cancellationToken);
        // A replica may not have come to that version yet: what it says is not kept.
        var known = await cache.TryGetAsync<TValue>(key, kind.Options, cancellationToken);
        CacheMetrics.Count(kind, known.HasValue ? CacheOutcome.Hit : CacheOutcome.Miss);
        return known.HasValue ? known.Value : await read();
    }

    /// <summary>Something of an owner, by a version that the caller has read.</summary>
    /// <param name="kind">What.</param>
    /// <param name="owner">Of which workspace.</param>
    /// <param name="id">Which.</param>
    /// <param name="version">The version that holds.</param>
    /// <param name="read">Reads it where it is not known.</param>
    /// <param name="cancellationToken">Ends the wait for it.</param>
    public ValueTask<TValue> GetAsync<TValue>(
        CachedKind<TValue> kind, Guid owner, Guid id, long version, Func<Task<TValue>> read, CancellationToken cancellationToken)
        where TValue : class =>
        GetAsync(kind, kind.Key(owner, id, version), read, cancellationToken);

    /// <summary>Things that no workspace owns, by id; those not known are read at once.</summary>
    /// <param name="kind">What.</param>
    /// <param name="db">The operation's context.</param>
    /// <param name="ids">Which.</param>
    /// <param name="read">Reads some of them.</param>
    /// <param name="cancellationToken">Ends the wait for them.</param>
    public async Task<Dictionary<Guid, TValue>> GetManyAsync<TValue>(
        CachedKind<TValue> kind, BackendDbContext db, IReadOnlyList<Guid> ids, Func<IReadOnlyList<Guid>, Task<Dictionary<Guid, TValue>>> read,
        CancellationToken cancellationToken)
        where TValue : class
    {
        if (Bypasses(db) || db.Session.CacheVersions is not { } versions)
            return await read(ids);
        var options = kind.Options;
        var found = new Dictionary<Guid, TValue>(ids.Count);
        List<Guid>? missing = null;
        foreach (var id in ids)
        {
            var known = await cache.TryGetAsync<TValue>(kind.Key(CacheVersion.Everywhere, id, versions.Everywhere), options, cancellationToken);
            if (known.HasValue)
                found.TryAdd(id, known.Value);
            else
                (missing ??= []).Add(id);
        }

        CacheMetrics.Count(kind, CacheOutcome.Hit, found.Count);
        if (missing is null)
            return found;
        CacheMetrics.Count(kind, CacheOutcome.Miss, missing.Count);
        if (db.IsReplica)
        {
            foreach (var (id, value) in await read(missing))
                found.TryAdd(id, value);
            return found;
        }

        // Whoever comes first reads for all who miss the same; what is found then is there for those who waited.
        var batch = new Batch<TValue>(missing, read);
        foreach (var id in missing)
        {
            var value = await cache.GetOrSetAsync<TValue?>(
                kind.Key(CacheVersion.Everywhere, id, versions.Everywhere), (entry, token) => batch.FindAsync(id, entry, Keep, token), options, token: cancellationToken);
            if (value is not null)
                found.TryAdd(id, value);
        }

        return found;

        async Task Keep(Guid id, TValue value) =>
            await cache.SetAsync(kind.Key(CacheVersion.Everywhere, id, versions.Everywhere), value, options, token: cancellationToken);
    }

    /// <summary>Keeps what the current write has made of something of the session's workspace, once that is committed: nobody need read it.</summary>
    /// <param name="kind">What.</param>
    /// <param name="db">The context that writes.</param>
    /// <param name="value">All of it, as it is saved. The write must count the workspace's version, by which alone it is found.</param>
    public void WriteThrough<TValue>(CachedKind<TValue> kind, BackendDbContext db, TValue value)
        where TValue : class => db.OnCommitted(() =>
        {
            if (db.Session is { WorkspaceId: { } workspaceId } && db.CacheVersions.TryGetValue(workspaceId, out var version))
                cache.Set(kind.Key(workspaceId, Guid.Empty, version), value, kind.Options);
        });

    private async ValueTask<TValue> GetAsync<TValue>(CachedKind<TValue> kind, string key, Func<Task<TValue>> read, CancellationToken cancellationToken)
        where TValue : class
    {
        var outcome = CacheOutcome.Hit;
        var value = await cache.GetOrSetAsync<TValue>(key, ReadAsync, kind.Options, token: cancellationToken);
        CacheMetrics.Count(kind, outcome);
        return value;

        async Task<TValue> ReadAsync(FusionCacheFactoryExecutionContext<TValue> entry, CancellationToken token)
        {
            outcome = CacheOutcome.Stale;
            var found = await read();
            outcome = CacheOutcome.Miss;
            return found;
        }
    }

    private sealed class Batch<TValue>(IReadOnlyList<Guid> ids, Func<IReadOnlyList<Guid>, Task<Dictionary<Guid, TValue>>> read)
        where TValue : class
    {
        private Dictionary<Guid, TValue>? values;

        public async Task<TValue?> FindAsync(
            Guid id, FusionCacheFactoryExecutionContext<TValue?> entry, Func<Guid, TValue, Task> keep, CancellationToken cancellationToken)
        {
            if (values is null)
            {
                values = await read(ids);
                foreach (var (other, value) in values)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (other != id)
                        await keep(other, value);
                }
            }

            if (values.TryGetValue(id, out var found))
                return found;
            // There is none now; there may be one later, of the same version.
            entry.Options.SetSkipMemoryCache().SetSkipDistributedCache(skip: true, skipBackplaneNotifications: null);
            return null;
        }
    }
}
