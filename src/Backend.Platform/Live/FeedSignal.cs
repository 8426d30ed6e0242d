using System.Collections.Concurrent;

namespace Backend.Platform.Live;

/// <summary>
/// Says that a workspace's change feed has grown: a wake-up only, what was written is read from the log. Wake-ups may be
/// lost or merged without harm, because whoever waits also looks at the log from time to time.
/// </summary>
public sealed class FeedSignal
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    /// <summary>What is to be done when a workspace's feed has grown on this node.</summary>
    internal Action<Guid>? Committed { get; set; }

    /// <summary>The workspace's feed has grown on this node: wakes those who wait for it, here and on other nodes.</summary>
    public void Notify(Guid workspaceId)
    {
        Wake(workspaceId);
        Committed?.Invoke(workspaceId);
    }

    /// <summary>Wakes those on this node who wait for the workspace's feed.</summary>
    public void Wake(Guid workspaceId)
    {
        if (waiting.TryRemove(workspaceId, out var wake))
            wake.TrySetResult();
    }

    /// <summary>Wakes everybody on this node, because something may have been missed.</summary>
    public void WakeAll()
    {
        foreach (var workspaceId in waiting.Keys)
            Wake(workspaceId);
    }

    /// <summary>A task that completes with the workspace's next wake-up. Take it before looking at the log.</summary>
    public Task WaitAsync(Guid workspaceId) =>
        waiting.GetOrAdd(workspaceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
