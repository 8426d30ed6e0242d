using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Backend.Contracts.Identity;
using Microsoft.AspNetCore.DataProtection;

namespace Backend.Modules.Identity.Sessions;

/// <summary>Writes a session's tokens, encrypted with keys that all nodes share, and its claims.</summary>
internal sealed class SessionSecrets(IDataProtectionProvider protection)
{
    private const string AuthenticationType = "session";

    private readonly IDataProtector protector = protection.CreateProtector("backend.sessions.tokens.v1");

    public string Protect(ProviderTokens tokens) => protector.Protect(JsonSerializer.Serialize(tokens));

    /// <summary>The tokens; none where the keys they were written with are gone.</summary>
    public ProviderTokens Unprotect(string? tokens)
    {
        try
        {
            if (tokens is not null && JsonSerializer.Deserialize<ProviderTokens>(protector.Unprotect(tokens)) is { } known)
                return known;
        }
        catch (CryptographicException)
        {
            // The session goes on until it ends by itself; only the provider cannot be asked.
        }

        return new ProviderTokens(null, null, null);
    }

    public static string Write(IEnumerable<Claim> claims) =>
        JsonSerializer.Serialize(claims.Select(claim => new[] { claim.Type, claim.Value, claim.ValueType }));

    public static IEnumerable<Claim> Read(string claims) =>
        JsonSerializer.Deserialize<string[][]>(claims)!.Select(claim => new Claim(claim[0], claim[1], claim[2]));

    /// <summary>Who calls: the claims of the sign-in, and which session it is.</summary>
    public static ClaimsPrincipal Principal(Guid id, string claims) => new(new ClaimsIdentity(
        [.. Read(claims), new Claim(CurrentSession.ClaimType, id.ToString("N"))], AuthenticationType, "name", roleType: null));
}
