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

    public void Dispose()
    {
        ended?.Dispose();
        either.Dispose();
        expired.Dispose();
    }

    private static TimeSpan Left(DateTimeOffset? expires, TimeProvider clock)
    {
        var left = expires - clock.GetUtcNow() ?? Longest;
        return left <= TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest;
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
