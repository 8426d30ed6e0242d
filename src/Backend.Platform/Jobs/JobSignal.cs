namespace Backend.Platform.Jobs;

/// <summary>Wakes the dispatcher and those who watch a job on this node. A wake-up may be lost: both also look by themselves.</summary>
public sealed class JobSignal
{
    private TaskCompletionSource waiting = New();

    /// <summary>What is to be done when a job was asked for on this node.</summary>
    internal Action? Added { get; set; }

    /// <summary>A job was asked for on this node: wakes all who wait, here and on other nodes.</summary>
    public void Notify()
    {
        Wake();
        Added?.Invoke();
    }

    /// <summary>Wakes all who wait on this node.</summary>
    public void Wake() => Interlocked.Exchange(ref waiting, New()).TrySetResult();

    /// <summary>Completes with the next wake-up. Take it before looking.</summary>
    public Task WaitAsync() => Volatile.Read(ref waiting).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
