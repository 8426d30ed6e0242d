namespace Backend.Modules.Identity.Accounts;

/// <summary>A sign-in at an issuer, which is known by its issuer and subject alone, and the user behind it.</summary>
internal sealed class ExternalIdentity
{
    private ExternalIdentity()
    {
    }

    public string Issuer { get; private init; } = string.Empty;

    public string Subject { get; private init; } = string.Empty;

    public Guid UserId { get; private init; }

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>
    /// When this server last saw the person sign in. Requests with a bearer token do not write it: the sign-in behind them
    /// took place at the issuer.
    /// </summary>
    public DateTimeOffset LastLoginAt { get; private set; }

    public static ExternalIdentity Link(string issuer, string subject, Guid userId, DateTimeOffset now) => new()
    {
        Issuer = issuer,
        Subject = subject,
        UserId = userId,
        CreatedAt = now,
        LastLoginAt = now,
    };
}
