namespace Backend.GraphQL;

/// <summary>
/// The listeners that share an execution, and what it has given last: each listener takes the results at its own pace, and
/// one that falls behind further than this reaches is out.
/// </summary>
internal sealed class StreamGroup : IDisposable
{
    private const int MaxResults = 1024;
    private const long MaxBytes = 4 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly List<(IOperationResult Result, SyncId? Place)> kept = [];
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource ending = new();
    private TaskCompletionSource grown = New();
    private long first;
    private int dropped;
    private long bytes;
    private SyncId? reachesBackTo;
    private SyncId? last;

    /// <summary>How many listen; guarded by <see cref="SharedStreams"/>.</summary>
    public int Listeners { get; set; }

    /// <summary>Ends the group when nobody has come back; guarded by <see cref="SharedStreams"/>.</summary>
    public ITimer? Linger { get; set; }

    /// <summary>Whether its end has begun; guarded by <see cref="SharedStreams"/>.</summary>
    public bool IsStopped { get; set; }

    /// <summary>The execution that the listeners share.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    /// <summary>Completes when everything that is committed from then on will be published, or nothing will be.</summary>
    public Task Opened => opened.Task;

    public bool HasEnded { get; private set; }

    /// <summary>Whether it has ended because rights have changed, and its listeners must look anew with whom they share.</summary>
    public bool IsOutdated { get; private set; }

    /// <summary>The number of the next result.</summary>
    public long Next
    {
        get
        {
            lock (gate)
                return first + Count;
        }
    }

    public void Start(Func<StreamGroup, CancellationToken, Task> run)
    {
        // It outlives the request of its first listener, and belongs to no trace but those of the changes.
        using (ExecutionContext.SuppressFlow())
            Running = Task.Run(() => run(this, ending.Token), CancellationToken.None);
    }

    public async Task StopAsync()
    {
        await ending.CancelAsync();
        await Running;
    }

    /// <summary>The execution has begun at this end of the log.</summary>
    public void Open(SyncId? head)
    {
        lock (gate)
            reachesBackTo = head;
        opened.TrySetResult();
    }

    public void Publish(IOperationResult result, SyncId? place)
    {
        lock (gate)
        {
            kept.Add((result, place));
            bytes += result.Response.Length;
            last = place ?? last;
            while (Count > MaxResults || (bytes > MaxBytes && Count > 1))
                DropFirst();
        }

        Wake();
    }

    /// <summary>Nothing more will be published.</summary>
    public void End(bool isOutdated)
    {
        lock (gate)
            (IsOutdated, HasEnded) = (isOutdated, true);
        opened.TrySetResult();
        Wake();
    }

    /// <summary>The number of the first result after a place; null where it is not known here what came after it.</summary>
    public long? NumberAfter(SyncId place)
    {
        lock (gate)
        {
            if (reachesBackTo is not { } from || place.Value < from.Value || last is not { } end || place.Value > end.Value)
                return null;
            return first + kept.Skip(dropped).TakeWhile(result => result.Place is { } known && known.Value <= place.Value).Count();
        }
    }

    /// <summary>The place up to which a listener knows the log that is to be given a result next; null where that is not known.</summary>
    public SyncId? PlaceBefore(long number)
    {
        lock (gate)
        {
            if (number < first)
                return null;
            return kept.Skip(dropped).Take((int)(number - first)).Select(result => result.Place).LastOrDefault(place => place is not null) ?? reachesBackTo;
        }
    }

    /// <summary>Looks at a result.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="result">The result, where there is one.</param>
    /// <param name="change">Completes when there may be one.</param>
    public StreamReading Read(long number, out (IOperationResult Result, SyncId? Place) result, out Task change)
    {
        lock (gate)
        {
            (result, change) = (default, grown.Task);
            if (number < first)
                return StreamReading.Gone;
            if (number - first < Count)
            {
                result = kept[dropped + (int)(number - first)];
                return StreamReading.Ready;
            }

            return HasEnded ? StreamReading.Ended : StreamReading.Waiting;
        }
    }

    public void Dispose() => ending.Dispose();

    private int Count => kept.Count - dropped;

    private void DropFirst()
    {
        var (result, place) = kept[dropped];
        bytes -= result.Response.Length;
        reachesBackTo = place ?? reachesBackTo;
        first++;
        kept[dropped++] = default;
        // The list moves its elements seldom, and holds no more than twice what is kept.
        if (dropped < MaxResults)
            return;
        kept.RemoveRange(0, dropped);
        dropped = 0;
    }

    private void Wake() => Interlocked.Exchange(ref grown, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What a listener finds.</summary>
internal enum StreamReading
{
    /// <summary>The result.</summary>
    Ready,

    /// <summary>It is not there yet.</summary>
    Waiting,

    /// <summary>There will be none.</summary>
    Ended,

    /// <summary>It was there, and is not kept any more.</summary>
    Gone,
}
