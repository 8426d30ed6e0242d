namespace Backend.Modules.Integrations.Sending;

/// <summary>Wakes those who send on this node. A wake-up may be lost, and those on other nodes get none: they also look by themselves, every second.</summary>
internal sealed class WebhookSignal
{
    private TaskCompletionSource waiting = New();

    /// <summary>There is something to send.</summary>
    public void Notify() => Interlocked.Exchange(ref waiting, New()).TrySetResult();

    /// <summary>Completes with the next wake-up. Take it before looking.</summary>
    public Task WaitAsync() => Volatile.Read(ref waiting).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
