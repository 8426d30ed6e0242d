namespace Backend.GraphQL;

/// <summary>The executions of subscriptions that listeners share, by what the listeners have in common.</summary>
internal sealed class SharedStreams(TimeProvider clock) : IAsyncDisposable, IDisposable
{
    // Who was cut off comes back within seconds, together with all others: they find what they missed in memory.
    private static readonly TimeSpan LingerTime = TimeSpan.FromSeconds(15);

    private readonly Lock gate = new();
    private readonly Dictionary<StreamKey, StreamGroup> groups = [];

    /// <summary>Joins the listeners of a key.</summary>
    /// <param name="key">What they have in common.</param>
    /// <param name="run">Executes for all of them; begun by the first.</param>
    public StreamGroup Join(StreamKey key, Func<StreamGroup, CancellationToken, Task> run)
    {
        lock (gate)
        {
            if (!groups.TryGetValue(key, out var group) || group.HasEnded)
            {
                groups[key] = group = new StreamGroup();
                group.Start(run);
            }

            group.Listeners++;
            group.Linger?.Dispose();
            group.Linger = null;
            return group;
        }
    }

    public void Leave(StreamKey key, StreamGroup group)
    {
        lock (gate)
        {
            if (--group.Listeners == 0)
                group.Linger = clock.CreateTimer(_ => _ = EndAsync(key, group), null, LingerTime, Timeout.InfiniteTimeSpan);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var group in TakeLeft())
            await StopAsync(group);
    }

    // Of a container that cannot wait: the executions end by themselves.
    public void Dispose()
    {
        foreach (var group in TakeLeft())
            _ = StopAsync(group);
    }

    private StreamGroup[] TakeLeft()
    {
        lock (gate)
        {
            StreamGroup[] left = [.. groups.Values.Where(group => !group.IsStopped)];
            foreach (var group in left)
                group.IsStopped = true;
            groups.Clear();
            return left;
        }
    }

    private async Task EndAsync(StreamKey key, StreamGroup group)
    {
        lock (gate)
        {
            if (group.Listeners > 0 || group.IsStopped)
                return;
            group.IsStopped = true;
            // One that ended by itself was replaced by the next that came.
            if (groups.TryGetValue(key, out var known) && known == group)
                groups.Remove(key);
        }

        await StopAsync(group);
    }

    private static async Task StopAsync(StreamGroup group)
    {
        if (group.Linger is { } timer)
            await timer.DisposeAsync();
        await group.StopAsync();
        group.Dispose();
    }
}
