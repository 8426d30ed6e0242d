namespace Backend.Modules.Notifications.Mail;

/// <summary>Wakes the sender on this node. A wake-up may be lost, or meant for another node: the sender also looks by itself.</summary>
internal sealed class MailSignal
{
    private TaskCompletionSource waiting = New();

    /// <summary>There is a mail to be sent.</summary>
    public void Notify() => Interlocked.Exchange(ref waiting, New()).TrySetResult();

    /// <summary>Completes with the next wake-up. Take it before looking.</summary>
    public Task WaitAsync() => Volatile.Read(ref waiting).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
