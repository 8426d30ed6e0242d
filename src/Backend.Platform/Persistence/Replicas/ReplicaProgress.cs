namespace Backend.Platform.Persistence.Replicas;

/// <summary>
/// How far the replica is, from two positions in the log of writes that are read again and again: that of the database, and
/// that which the replica has applied. It needs nobody's clock but this node's, and holds while nothing is written.
/// </summary>
internal sealed class ReplicaProgress
{
    // The oldest tells how far behind it is; of a replica that is away for long the newer ones are not needed.
    private const int Most = 1_000;

    private readonly Queue<(long At, long Position)> ahead = new();
    private long last;

    /// <summary>All that was committed until this time is on the replica.</summary>
    public long CaughtUpTo { get; private set; } = long.MinValue;

    /// <summary>Since when something is missing on the replica; null where nothing is known to be.</summary>
    public long? BehindSince => ahead.TryPeek(out var oldest) ? oldest.At : null;

    /// <summary>Adds where the database was.</summary>
    /// <param name="at">When, before it was asked.</param>
    /// <param name="position">Where.</param>
    public void Reached(long at, long position)
    {
        // Restored from a backup: what was known is of another history.
        if (position < last)
            ahead.Clear();
        last = position;
        if (ahead.Count < Most)
            ahead.Enqueue((at, position));
    }

    /// <summary>Adds what the replica has applied.</summary>
    public void Applied(long position)
    {
        while (ahead.TryPeek(out var oldest) && oldest.Position <= position)
            CaughtUpTo = ahead.Dequeue().At;
    }
}
