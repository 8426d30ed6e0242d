namespace Backend.GraphQL;

/// <summary>Ends what runs for a session when the session does.</summary>
internal static class SessionExpiry
{
    // Longer than any connection lasts, and within what a timer takes.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>A source that is cancelled when the session ends; null where that is not known.</summary>
    public static CancellationTokenSource? Start(OperationSession session, TimeProvider clock)
    {
        if (session.Expires is not { } expires)
            return null;
        var left = expires - clock.GetUtcNow();
        return new CancellationTokenSource(left <= TimeSpan.Zero ? TimeSpan.Zero : left < Longest ? left : Longest, clock);
    }
}
