namespace Backend.Platform.Jobs;

/// <summary>Wakes the dispatcher and those who watch a job on this node. A wake-up may be lost: both also look by themselves.</summary>
public sealed class JobSignal
{
    private TaskCompletionSource waiting = New();

    /// <summary>Wakes all who wait.</summary>
    public void Notify() => Interlocked.Exchange(ref waiting, New()).TrySetResult();

    /// <summary>Completes with the next wake-up. Take it before looking.</summary>
    public Task WaitAsync() => Volatile.Read(ref waiting).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
