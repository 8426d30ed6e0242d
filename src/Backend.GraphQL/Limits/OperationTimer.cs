namespace Backend.GraphQL.Limits;

/// <summary>Ends an operation that takes too long, or whose caller is gone.</summary>
internal sealed class OperationTimer : IDisposable
{
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource ending;
    private readonly CancellationTokenRegistration registration;

    public OperationTimer(TimeSpan timeout, TimeProvider clock, CancellationToken caller)
    {
        this.caller = caller;
        ending = new CancellationTokenSource(timeout, clock);
        registration = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), ending);
    }

    /// <summary>Ends the operation, down to the statement that runs.</summary>
    public CancellationToken Token => ending.Token;

    /// <summary>Whether time ran out, and the caller still waits.</summary>
    public bool HasExpired => ending.IsCancellationRequested && !caller.IsCancellationRequested;

    /// <summary>What the caller is told.</summary>
    public static CodedExecutionError Error { get; } = new(ErrorCodes.Timeout, "The operation took too long and was cancelled.");

    public void Dispose()
    {
        registration.Dispose();
        ending.Dispose();
    }
}
