using System.Security.Claims;
using Backend.GraphQL;

namespace Backend.Contracts.Identity;

/// <summary>What a browser's sign-in begins a session with.</summary>
public sealed record BrowserSignedIn
{
    /// <summary>The validated claims, with <c>iss</c> and <c>sub</c>: by all of them the user is provisioned.</summary>
    public required ClaimsPrincipal Principal { get; init; }

    /// <summary>The claims that requests of the session are made with.</summary>
    public required IReadOnlyList<Claim> Claims { get; init; }

    /// <summary>The provider's address, by which its settings are found again.</summary>
    public required string Provider { get; init; }

    /// <summary>What the provider calls its own session (<c>sid</c>); null where it does not say.</summary>
    public string? ProviderSessionId { get; init; }

    /// <summary>What the provider calls the person, which its messages about sign-outs name; null where that is the subject.</summary>
    public string? ProviderSubject { get; init; }

    /// <summary>The tokens to keep.</summary>
    public required ProviderTokens Tokens { get; init; }

    /// <summary>From which address the person signed in.</summary>
    public string? Address { get; init; }

    /// <summary>With which browser, as it calls itself.</summary>
    public string? UserAgent { get; init; }
}

/// <summary>A provider's tokens, as far as they are kept; encrypted at rest.</summary>
/// <param name="RefreshToken">What gets new tokens.</param>
/// <param name="IdToken">What tells the provider who signs out.</param>
/// <param name="ExpiresAt">When the access token ends, and with it what the provider last vouched for.</param>
public sealed record ProviderTokens(string? RefreshToken, string? IdToken, DateTimeOffset? ExpiresAt);

/// <summary>A session that is under way; shared by requests and never changed.</summary>
public sealed record BrowserSessionInfo
{
    /// <summary>The id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The provider's address.</summary>
    public required string Provider { get; init; }

    /// <summary>The claims of the session's requests.</summary>
    public required ClaimsPrincipal Principal { get; init; }

    /// <summary>When it ends, however much it is used.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was last used, to a minute.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When the provider must be asked again; null where it cannot be.</summary>
    public required DateTimeOffset? RefreshAt { get; init; }
}

/// <summary>Browsers' sessions. The database decides: what is ended on one node is ended on all.</summary>
public interface IBrowserSessions
{
    /// <summary>Begins a session.</summary>
    /// <returns>The secret that the browser shows from now on; it is kept nowhere else.</returns>
    /// <exception cref="Backend.Platform.Errors.UnauthenticatedException">The user is suspended.</exception>
    Task<string> BeginAsync(BrowserSignedIn signedIn, CancellationToken cancellationToken);

    /// <summary>The session that a secret belongs to; null where it has ended, or never was.</summary>
    Task<BrowserSessionInfo?> FindAsync(string secret, CancellationToken cancellationToken);

    /// <summary>Notes that a session is used; call it once a minute at most.</summary>
    Task TouchAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The tokens of a session.</summary>
    Task<ProviderTokens> TokensAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Ends a session.</summary>
    Task EndAsync(Guid id, SessionEndReason reason, CancellationToken cancellationToken);

    /// <summary>Ends what a provider says has ended.</summary>
    /// <param name="signedOut">Which sessions.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How many ended; null where the same message was received before.</returns>
    Task<int?> EndAtProviderAsync(ProviderSignOut signedOut, CancellationToken cancellationToken);

    /// <summary>Takes the turn to refresh a session, on all nodes.</summary>
    /// <returns>What to refresh with; null where it is not due, or somebody else's turn.</returns>
    Task<ProviderTokens?> TakeRefreshAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Keeps refreshed tokens, and gives the turn back.</summary>
    /// <param name="id">The session.</param>
    /// <param name="tokens">The new tokens.</param>
    /// <param name="claims">The claims as the provider gives them now; null where it gave none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task KeepRefreshedAsync(Guid id, ProviderTokens tokens, IReadOnlyList<Claim>? claims, CancellationToken cancellationToken);

    /// <summary>Gives the turn back for the provider did not answer; it is asked again a little later.</summary>
    Task PutOffRefreshAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>When a session under way here is ended.</summary>
    ISessionLifetime Lifetime(Guid id);
}

/// <summary>What a provider says has ended.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="SessionId">Its session; null for all of the person.</param>
/// <param name="Subject">The person, as the provider says; null where the session says it.</param>
/// <param name="Message">The id of the message, which must not be heard twice; null where it has none.</param>
public sealed record ProviderSignOut(string Issuer, string? SessionId, string? Subject, string? Message);

/// <summary>Why a session ended before its time.</summary>
public enum SessionEndReason
{
    /// <summary>The person signed out.</summary>
    SignedOut,

    /// <summary>The person ended it from elsewhere.</summary>
    Revoked,

    /// <summary>The same browser signed in anew.</summary>
    Replaced,

    /// <summary>The person signed out at the provider.</summary>
    SignedOutAtProvider,

    /// <summary>The provider does not stand by it any more: access was withdrawn there, or a refresh token was used twice.</summary>
    RefusedByProvider,

    /// <summary>The provider was taken out of the configuration.</summary>
    ProviderRemoved,
}
