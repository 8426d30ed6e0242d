using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Security;

namespace Backend.Modules.Identity.Sessions;

/// <summary>A browser in which a person is signed in.</summary>
internal sealed class Session : INode
{
    public const int MaxAddress = 64;
    public const int MaxUserAgent = 256;

    private Session()
    {
    }

    /// <inheritdoc />
    public Guid Id { get; private init; }

    [GraphQLIgnore]
    public Guid UserId { get; private init; }

    /// <summary>The SHA-256 of the secret in the browser's cookie.</summary>
    [GraphQLIgnore]
    public string SecretHash { get; private init; } = string.Empty;

    /// <summary>The provider at which the person signed in.</summary>
    public string Issuer { get; private init; } = string.Empty;

    [GraphQLIgnore]
    public string Subject { get; private init; } = string.Empty;

    /// <summary>What the provider calls the person; null where that is the subject.</summary>
    [GraphQLIgnore]
    public string? ProviderSubject { get; private init; }

    /// <summary>The address of the provider in the configuration.</summary>
    [GraphQLIgnore]
    public string Provider { get; private init; } = string.Empty;

    /// <summary>The provider's own session.</summary>
    [GraphQLIgnore]
    public string? ProviderSessionId { get; private init; }

    /// <summary>The claims of its requests, as JSON.</summary>
    [GraphQLIgnore]
    public string Claims { get; private init; } = string.Empty;

    /// <summary>The provider's tokens, encrypted; null once it has ended.</summary>
    [GraphQLIgnore]
    public string? Tokens { get; private init; }

    /// <summary>When the person signed in.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last used, to a minute.</summary>
    public DateTimeOffset LastSeenAt { get; private init; }

    /// <summary>When it ends, however much it is used.</summary>
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>When the provider must be asked again.</summary>
    [GraphQLIgnore]
    public DateTimeOffset? RefreshAt { get; private init; }

    /// <summary>Until when somebody is asking.</summary>
    [GraphQLIgnore]
    public DateTimeOffset? RefreshingUntil { get; private init; }

    /// <summary>The address from which the person signed in.</summary>
    public string? Address { get; private init; }

    /// <summary>The browser, as it called itself at the sign-in.</summary>
    public string? UserAgent { get; private init; }

    /// <summary>When it was ended before its time; null while it was not.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    [GraphQLIgnore]
    public SessionEndReason? EndReason { get; private set; }

    public static Session Begin(
        BrowserSignedIn signedIn, Guid userId, string issuer, string subject, SessionSecret secret, string claims, string tokens,
        SessionOptions options, DateTimeOffset now) => new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            SecretHash = secret.Hash,
            Issuer = issuer,
            Subject = subject,
            Provider = signedIn.Provider,
            ProviderSubject = signedIn.ProviderSubject,
            ProviderSessionId = signedIn.ProviderSessionId,
            Claims = claims,
            Tokens = tokens,
            CreatedAt = now,
            LastSeenAt = now,
            ExpiresAt = now + options.AbsoluteTimeout,
            RefreshAt = RefreshTime.Of(signedIn.Tokens, now),
            Address = PlainText.Of(signedIn.Address, MaxAddress),
            UserAgent = PlainText.Of(signedIn.UserAgent, MaxUserAgent),
        };

    /// <summary>Ends it, unless it has ended before.</summary>
    public void End(SessionEndReason reason, DateTimeOffset now)
    {
        if (EndedAt is not null)
            return;
        EndedAt = now;
        EndReason = reason;
    }
}
