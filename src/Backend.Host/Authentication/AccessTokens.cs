using Microsoft.IdentityModel.JsonWebTokens;

namespace Backend.Host.Authentication;

/// <summary>
/// Tells access tokens from an issuer's others, which it signs with the same keys: not every issuer says so by <c>typ</c>, as
/// RFC 9068 asks.
/// </summary>
internal static class AccessTokens
{
    // Only id tokens have them: OpenID Connect Core 1.0 (2, 3.1.3.6, 3.3.2.11).
    private static readonly string[] OfIdTokens = ["at_hash", "c_hash", "s_hash"];

    /// <summary>Why a token of an issuer is not taken for an access token of this API; null where it is.</summary>
    public static string? Refusal(JsonWebToken token, IssuerOptions issuer)
    {
        if (IsOther(token))
            return "The token is not an access token.";
        return issuer.AllowedClients is { Count: > 0 } clients && !clients.Contains(Client(token), StringComparer.Ordinal)
            ? "The token was issued to a client that is not allowed."
            : null;
    }

    private static bool IsOther(JsonWebToken token)
    {
        // Keycloak names the kind in the payload, Cognito in 'token_use'.
        if (Text(token, "typ") is { } kind && !string.Equals(kind, "Bearer", StringComparison.OrdinalIgnoreCase) && !string.Equals(kind, JsonWebTokenTypes.AccessToken, StringComparison.OrdinalIgnoreCase))
            return true;
        if (Text(token, "token_use") is { } use && use != "access")
            return true;
        return token.TryGetClaim("events", out _)
            || OfIdTokens.Any(claim => token.TryGetClaim(claim, out _))
            || (Text(token, "typ") is null && token.TryGetClaim(JwtRegisteredClaimNames.Nonce, out _));
    }

    private static string? Client(JsonWebToken token) =>
        Text(token, JwtRegisteredClaimNames.Azp) ?? Text(token, "client_id") ?? Text(token, "appid") ?? Text(token, "cid");

    private static string? Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) ? value : null;
}
