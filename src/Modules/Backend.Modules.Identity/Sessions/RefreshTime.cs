using Backend.Contracts.Identity;

namespace Backend.Modules.Identity.Sessions;

/// <summary>When a provider must be asked again.</summary>
internal static class RefreshTime
{
    // Long enough before the end for a provider that is slow or away for a moment.
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(1);

    /// <summary>A minute before the access token ends, of a short one after half its time; null where there is nothing to ask with.</summary>
    public static DateTimeOffset? Of(ProviderTokens tokens, DateTimeOffset now)
    {
        if (tokens is not { RefreshToken.Length: > 0, ExpiresAt: { } expires })
            return null;
        var left = expires - now;
        return left <= TimeSpan.Zero ? now : now + (left > Before * 2 ? left - Before : left / 2);
    }
}
