using System.Security.Claims;

namespace Backend.Contracts.Identity;

/// <summary>
/// The tokens that the server itself gives to people and service accounts. Each is of one workspace; what it may do there is
/// what its owner may, as far as its scopes name it.
/// </summary>
public interface IPersonalTokens
{
    /// <summary>The caller behind a token, and notes that it was used; null where there is no such token, or none any more.</summary>
    /// <param name="text">The token as it was sent.</param>
    /// <param name="address">From where it was sent.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    Task<ClaimsPrincipal?> AuthenticateAsync(string text, string? address, CancellationToken cancellationToken);

    /// <summary>What a token amounts to, as a query that others can join to; empty where it is revoked. Whether it has expired, its reader looks.</summary>
    IQueryable<TokenAccount> ById(OwnToken token);

    /// <summary>Whether a token is good at this moment: neither revoked nor expired, and its owner may sign in.</summary>
    Task<bool> IsGoodAsync(OwnToken token, CancellationToken cancellationToken);

    /// <summary>Whether a token is a service account's that the viewer manages, and not revoked.</summary>
    Task<bool> IsManagedAsync(Guid tokenId, CancellationToken cancellationToken);

    /// <summary>Forgets that a token was good a moment ago: it is not any more.</summary>
    void Forget(OwnToken token);
}

/// <summary>What a token amounts to.</summary>
public sealed record TokenAccount
{
    /// <summary>The owner.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Whether the owner may sign in; a suspended one may not.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The workspace.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The permissions that it may use, with a space between them.</summary>
    public required string Scopes { get; init; }

    /// <summary>When it ends; null for never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }
}
