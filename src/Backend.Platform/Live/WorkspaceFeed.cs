using Backend.Platform.Events;

namespace Backend.Platform.Live;

/// <summary>
/// A window on the end of one workspace's log. Followers at the end wait together and one of them reads for all; followers
/// further back than the window read the log themselves.
/// </summary>
internal sealed class WorkspaceFeed(Guid workspaceId, FeedReader reader, FeedSignal signal, FeedPace pace, TimeProvider clock) : IDisposable
{
    private const int WindowSize = 1024;

    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly Lock gate = new();
    private readonly List<PlatformEvent> window = [];
    private (Task? Wake, long Head, long Timestamp) lastLook;

    public Task<FeedRange> GetRangeAsync(CancellationToken cancellationToken) => reader.GetRangeAsync(workspaceId, cancellationToken);

    /// <summary>The next changes after a position; waits until there are any.</summary>
    public async Task<IReadOnlyList<PlatformEvent>> ReadAfterAsync(long position, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The wake-up is taken before the log is read: a commit in between is not missed.
            var wake = signal.WaitAsync(workspaceId);
            if (FromWindow(position) is { Count: > 0 } shared)
                return shared;
            if (await ReadAsync(position, wake, cancellationToken) is { Count: > 0 } read)
                return read;
            await Task.WhenAny(wake, Task.Delay(pace.Interval, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => reading.Dispose();

    private async Task<IReadOnlyList<PlatformEvent>> ReadAsync(long position, Task wake, CancellationToken cancellationToken)
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            // While this follower waited its turn, another may have read what it wants.
            if (FromWindow(position) is { Count: > 0 } shared)
                return shared;
            if (HasJustLooked(position, wake))
                return [];
            var read = await reader.ReadAfterAsync(workspaceId, position, cancellationToken);
            Keep(read);
            // A full batch says nothing of what comes after it.
            if (read.Count < FeedReader.BatchSize)
                lastLook = (wake, read.Count > 0 ? read[^1].Sequence : position, clock.GetTimestamp());
            return read;
        }
        finally
        {
            reading.Release();
        }
    }

    // Another follower has found nothing beyond this place, and nothing has woken anybody since.
    private bool HasJustLooked(long position, Task wake) =>
        ReferenceEquals(lastLook.Wake, wake) && position >= lastLook.Head && clock.GetElapsedTime(lastLook.Timestamp) < pace.Interval;

    private List<PlatformEvent> FromWindow(long position)
    {
        lock (gate)
        {
            // The window is gapless; a position before it must be answered by the log.
            if (window.Count == 0 || position < window[0].Sequence - 1)
                return [];
            var start = (int)Math.Min(position - window[0].Sequence + 1, window.Count);
            return window.GetRange(start, window.Count - start);
        }
    }

    private void Keep(IReadOnlyList<PlatformEvent> read)
    {
        lock (gate)
        {
            var next = window.Count == 0 ? -1 : window[^1].Sequence + 1;
            if (read.Count == 0 || (window.Count > 0 && read[^1].Sequence < next))
                return;
            // A jump ahead starts the window anew, so that it stays gapless.
            if (window.Count == 0 || read[0].Sequence > next)
                window.Clear();
            window.AddRange(read.Where(change => window.Count == 0 || change.Sequence > window[^1].Sequence));
            if (window.Count > WindowSize)
                window.RemoveRange(0, window.Count - WindowSize);
        }
    }
}
