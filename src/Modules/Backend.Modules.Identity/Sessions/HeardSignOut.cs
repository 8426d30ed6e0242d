namespace Backend.Modules.Identity.Sessions;

/// <summary>A provider's message that somebody signed out there: it is heard once.</summary>
internal sealed class HeardSignOut
{
    private HeardSignOut()
    {
    }

    public string Issuer { get; private init; } = string.Empty;

    /// <summary>The SHA-256 of the message's id, which may be of any length.</summary>
    public string Message { get; private init; } = string.Empty;

    public DateTimeOffset HeardAt { get; private init; }

    public static HeardSignOut Note(string issuer, string message, DateTimeOffset now) =>
        new() { Issuer = issuer, Message = new SessionSecret(message).Hash, HeardAt = now };
}
