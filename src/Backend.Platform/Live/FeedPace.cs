namespace Backend.Platform.Live;

/// <summary>How often the log is looked at where nothing wakes those who follow it.</summary>
public class FeedPace
{
    /// <summary>How often where wake-ups of other nodes arrive: one is lost now and then, or its node is cut off from Redis.</summary>
    protected static readonly TimeSpan Relaxed = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a follower waits for a wake-up before it looks. A commit of another process may wake nobody here.</summary>
    public virtual TimeSpan Interval => TimeSpan.FromSeconds(1);
}
