namespace Backend.GraphQL;

/// <summary>Ends what runs for a session when the session does.</summary>
internal sealed class SessionExpiry : IDisposable
{
    // Longer than any connection lasts, and within what a timer takes.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private readonly CancellationTokenSource expired;
    private readonly CancellationTokenSource either;
    private readonly IDisposable? ended;

    private SessionExpiry(OperationSession session, TimeProvider clock)
    {
        expired = new CancellationTokenSource(Left(session.Expires, clock), clock);
        either = CancellationTokenSource.CreateLinkedTokenSource(expired.Token);
        ended = session.Lifetime?.OnEnd(End);
    }

    /// <summary>Cancelled when the session ends.</summary>
    public CancellationToken Token => either.Token;

    /// <summary>Begins to wait for the end; null where none is to come.</summary>
    public static SessionExpiry? Start(OperationSession session, TimeProvider clock) =>
        session is { Expires: null, Lifetime: null } ? null : new SessionExpiry(session, clock);

    /// <summary>Whether a stream was ended because the caller is not signed in any more: connections end as at the session's end.</summary>
    public static bool IsToldBy(IOperationResult result) => result is { Executed: false, ErrorCodes: [ErrorCodes.Unauthenticated, ..] };

    public void Dispose()
    {
        ended?.Dispose();
        either.Dispose();
        expired.Dispose();
    }

    private static TimeSpan Left(DateTimeOffset? expires, TimeProvider clock)
    {
        var left = expires - clock.GetUtcNow() ?? Longest;
        // Timers count whole milliseconds, and nothing ends before its time.
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : Longest;
    }

    private void End()
    {
        try
        {
            either.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What ran has ended by itself in the same moment.
        }
    }
}
