using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace Backend.Host.Authentication;

/// <summary>
/// Remembers for a short time which tokens were valid, so that a client's next requests need not pay for the signature
/// again. A token is known by its SHA-256, under the scheme that validated it; refused ones are not kept. What changes at the
/// issuer, a rotated key or (where the issuer checks them) a revoked token, is seen after at most <see cref="Lifetime"/>;
/// a token's own expiry is always kept, and a suspended user is refused at once, because the viewer is looked up every time.
/// </summary>
internal sealed class ValidatedTokens(TimeProvider clock) : IDisposable
{
    /// <summary>How long a token is taken on the word of its last validation.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    private const int MaxTokens = 10_000;

    // A full cache drops what is used least; those tokens are validated again.
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxTokens });

    /// <summary>A token that was valid a moment ago.</summary>
    public ValidatedToken? Find(string token) =>
        cache.TryGetValue(Fingerprint(token), out ValidatedToken? known) && known!.ValidUntil > clock.GetUtcNow() ? known : null;

    /// <summary>Remembers a token that its scheme has validated.</summary>
    /// <param name="token">The token as it was sent.</param>
    /// <param name="scheme">The scheme.</param>
    /// <param name="principal">The claims.</param>
    /// <param name="expires">When the token expires.</param>
    public void Add(string token, string scheme, ClaimsPrincipal principal, DateTimeOffset expires)
    {
        var now = clock.GetUtcNow();
        var until = expires < now + Lifetime ? expires : now + Lifetime;
        if (until <= now)
            return;
        cache.Set(
            Fingerprint(token), new ValidatedToken(scheme, principal, until),
            new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });
    }

    public void Dispose() => cache.Dispose();

    private static (UInt128 High, UInt128 Low) Fingerprint(string token)
    {
        Span<UInt128> hash = stackalloc UInt128[2];
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), MemoryMarshal.AsBytes(hash));
        return (hash[0], hash[1]);
    }
}

/// <summary>A token that was found valid.</summary>
/// <param name="Scheme">The scheme that validated it.</param>
/// <param name="Principal">Its claims.</param>
/// <param name="ValidUntil">Until when that is taken for granted.</param>
internal sealed record ValidatedToken(string Scheme, ClaimsPrincipal Principal, DateTimeOffset ValidUntil);
