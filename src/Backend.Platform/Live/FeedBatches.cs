namespace Backend.Platform.Live;

/// <summary>Gathers what a stream has ready, so that what follows is done once for many.</summary>
public static class FeedBatches
{
    private const int MaxBatchSize = 100;

    /// <summary>The stream in batches: each is what is there without waiting, at least one element.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<T>> InBatchesAsync<T>(
        this IAsyncEnumerable<T> stream, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var elements = stream.GetAsyncEnumerator(stop.Token);
        var next = elements.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                List<T> batch = [elements.Current];
                next = elements.MoveNextAsync().AsTask();
                while (batch.Count < MaxBatchSize && next.IsCompletedSuccessfully && await next)
                {
                    batch.Add(elements.Current);
                    next = elements.MoveNextAsync().AsTask();
                }

                yield return batch;
            }
        }
        finally
        {
            // The step under way must end before the stream may be disposed; what it brings is not wanted any more.
            await stop.CancelAsync();
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await elements.DisposeAsync();
        }
    }
}
