using System.Collections.Concurrent;

namespace Backend.Platform.Persistence.Replicas;

/// <summary>
/// Who wrote through this node what the replica may not have yet: they read from the database itself until it has. It goes by
/// time, not by the changes that were written: a write need not be one of the change feed. Bounded: where too many write,
/// everybody reads there for a moment.
/// </summary>
internal sealed class RecentWrites(PersistenceOptions options, TimeProvider clock)
{
    /// <summary>How many people are remembered.</summary>
    public const int Most = 10_000;

    private readonly bool hasReplica = options.Replica is not null;
    private readonly ConcurrentDictionary<Guid, long> byUser = new();
    private long everybody = long.MinValue;

    /// <summary>Notes that a user has just written.</summary>
    public void Note(Guid userId)
    {
        if (!hasReplica)
            return;
        var now = clock.GetTimestamp();
        // The count takes every lock of the dictionary; it is asked only of those who write.
        if (byUser.Count >= Most && !byUser.ContainsKey(userId))
        {
            Volatile.Write(ref everybody, now);
            byUser.Clear();
            return;
        }

        byUser[userId] = now;
    }

    /// <summary>Whether a replica that has what was written until a time has all that a user wrote.</summary>
    public bool AreIn(Guid userId, long caughtUpTo) =>
        Volatile.Read(ref everybody) <= caughtUpTo && (!byUser.TryGetValue(userId, out var wrote) || wrote <= caughtUpTo);

    /// <summary>Forgets what the replica has.</summary>
    public void Forget(long caughtUpTo)
    {
        foreach (var entry in byUser)
        {
            if (entry.Value <= caughtUpTo)
                byUser.TryRemove(entry);
        }
    }
}
