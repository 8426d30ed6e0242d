namespace Backend.GraphQL;

/// <summary>
/// What part of the log the stream that is opened in a scope is to give. Whoever reads the log calls <see cref="Open"/> first:
/// a stream that many listeners share starts at the end, and one that brings a listener up to them ends there.
/// </summary>
public sealed class StreamBounds
{
    private readonly TaskCompletionSource<SyncId?> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Which part.</summary>
    internal StreamPart Part { get; set; }

    /// <summary>The place after which a replay starts, instead of that which the caller's arguments name.</summary>
    internal SyncId? From { get; set; }

    /// <summary>The end of the log when the stream was opened; null where it could not be.</summary>
    internal Task<SyncId?> Opened => opened.Task;

    /// <summary>Says where the stream starts and ends.</summary>
    /// <param name="since">After which place the caller asked it to start; null for the end of the log.</param>
    /// <param name="head">The last place of the log, read a moment ago.</param>
    /// <returns>After which place to start, null for the end of the log; and with which to end, null to go on for ever.</returns>
    public (SyncId? Since, SyncId? Until) Open(SyncId? since, SyncId head)
    {
        opened.TrySetResult(head);
        return Part switch
        {
            StreamPart.Live => (head, null),
            StreamPart.Replay => (From ?? head, head),
            _ => (since, null),
        };
    }

    /// <summary>The stream has ended, and may never have been opened.</summary>
    internal void Close() => opened.TrySetResult(null);
}

/// <summary>The part of a log that a stream gives.</summary>
internal enum StreamPart
{
    /// <summary>What the caller asked for: from a place on, and then what comes.</summary>
    Whole,

    /// <summary>Only what comes.</summary>
    Live,

    /// <summary>From a place, by default the end, up to the end as it is when the stream is opened.</summary>
    Replay,
}
