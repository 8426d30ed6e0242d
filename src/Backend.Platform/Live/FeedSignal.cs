using System.Collections.Concurrent;

namespace Backend.Platform.Live;

/// <summary>
/// Says that a workspace's change feed has grown: a wake-up only, what was written is read from the log. Wake-ups may be
/// lost or merged without harm, because whoever waits also looks at the log from time to time.
/// </summary>
public sealed class FeedSignal
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    /// <summary>Wakes those who wait for the workspace's feed.</summary>
    public void Notify(Guid workspaceId)
    {
        if (waiting.TryRemove(workspaceId, out var wake))
            wake.TrySetResult();
    }

    /// <summary>A task that completes with the workspace's next wake-up. Take it before looking at the log.</summary>
    public Task WaitAsync(Guid workspaceId) =>
        waiting.GetOrAdd(workspaceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
