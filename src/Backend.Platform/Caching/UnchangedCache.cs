using System.Collections.Concurrent;
using Backend.Platform.Persistence;

namespace Backend.Platform.Caching;

/// <summary>
/// Keeps what was read for as long as nothing was committed to the database, and so is never out of date: for small rows
/// that nearly every operation needs, such as who the caller is. Where the database cannot say whether it has changed
/// (<see cref="DataVersion"/>), everything is read anew. What is kept is shared by all requests: it must not be changed.
/// </summary>
/// <typeparam name="TKey">By what it is found, all that it depends on included.</typeparam>
/// <typeparam name="TValue">What is kept.</typeparam>
public sealed class UnchangedCache<TKey, TValue>(DataVersion version)
    where TKey : notnull
    where TValue : class
{
    private const int MaxEntries = 20_000;

    private volatile Kept kept = new(0);

    /// <summary>What belongs to a key, read by <paramref name="read"/> where it is not known; null is not kept.</summary>
    public async ValueTask<TValue?> GetAsync(BackendDbContext db, TKey key, Func<Task<TValue?>> read)
    {
        if (Now(db) is not { } now)
            return await read();
        if (now.Values.TryGetValue(key, out var known))
            return known;
        var value = await read();
        if (value is not null)
            now.Add(key, value);
        return value;
    }

    // The version is asked for before anything is read: what was committed in between is then kept under a version that has
    // already passed. Within a transaction rows differ from what others see.
    private Kept? Now(BackendDbContext db)
    {
        if (db.Database.CurrentTransaction is not null || version.Read() is not { } now)
            return null;
        var current = kept;
        return current.Version == now ? current : kept = new Kept(now);
    }

    private sealed class Kept(long version)
    {
        private int count;

        public long Version => version;

        public ConcurrentDictionary<TKey, TValue> Values { get; } = new();

        public void Add(TKey key, TValue value)
        {
            // A bound on memory, not on use: what is beyond it is read as before.
            if (Volatile.Read(ref count) < MaxEntries && Values.TryAdd(key, value))
                Interlocked.Increment(ref count);
        }
    }
}
