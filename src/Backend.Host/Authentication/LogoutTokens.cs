using System.Text.Json;
using Backend.Contracts.Identity;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Backend.Host.Authentication;

/// <summary>Validates logout tokens: OpenID Connect Back-Channel Logout 1.0 (2.6).</summary>
internal sealed class LogoutTokens(SignInProviders providers, ProviderTokenValidator validator, TimeProvider clock)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";
    private const int MaxLength = 16 * 1024;

    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>What the provider says has ended; null where the token does not hold.</summary>
    public async Task<ProviderSignOut?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > MaxLength || Parse(token) is not { } parsed || !IsLogoutToken(parsed)
            || await providers.SchemeOfIssuerAsync(parsed.Issuer, cancellationToken) is not { } scheme
            || await validator.ValidateAsync(scheme, token, cancellationToken, mayLackExpiry: true) is not { IsValid: true, ClaimsIdentity: var claims })
            return null;
        var (sid, subject) = (claims.FindFirst(JwtRegisteredClaimNames.Sid)?.Value, claims.FindFirst(JwtRegisteredClaimNames.Sub)?.Value);
        return (sid, subject) is (null or "", null or "") ? null : new ProviderSignOut(parsed.Issuer, sid, subject, parsed.Id);
    }

    // An access token or an id token, which others see, must not pass for one.
    private bool IsLogoutToken(JsonWebToken token)
    {
        var now = clock.GetUtcNow();
        return token.Typ is null or "" or "logout+jwt" or "JWT"
            && !string.IsNullOrEmpty(token.Id)
            && !token.TryGetClaim(JwtRegisteredClaimNames.Nonce, out _)
            && token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Iat, out var issued)
            && issued <= (now + Skew).ToUnixTimeSeconds() && issued >= (now - MaxAge).ToUnixTimeSeconds()
            && token.TryGetPayloadValue<JsonElement>("events", out var events)
            && events.ValueKind == JsonValueKind.Object && events.TryGetProperty(Event, out var said) && said.ValueKind == JsonValueKind.Object;
    }

    private static JsonWebToken? Parse(string token)
    {
        try
        {
            return new JsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
