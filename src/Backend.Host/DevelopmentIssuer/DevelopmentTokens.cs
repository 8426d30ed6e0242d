using Backend.Contracts.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Backend.Host.DevelopmentIssuer;

/// <summary>Makes access tokens of the development issuer without a browser, for the command line and for tests.</summary>
internal sealed class DevelopmentTokens(DevelopmentSigningKey signingKey, IDevelopmentIssuer issuer, TimeProvider clock)
{
    /// <summary>The lifetime of the tokens that a sign-in gives.</summary>
    public static TimeSpan DefaultLifetime { get; } = TimeSpan.FromHours(1);

    /// <summary>Signs an access token.</summary>
    /// <param name="person">Whom the token speaks for.</param>
    /// <param name="lifetime">How long it is valid; a negative one makes a token that has expired.</param>
    /// <returns>The token.</returns>
    public string Create(DemoPerson person, TimeSpan lifetime)
    {
        var now = clock.GetUtcNow();
        var expires = now + lifetime;
        var issued = expires < now ? expires - DefaultLifetime : now;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = issuer.Issuer,
            Audience = DevelopmentClients.Audience,
            IssuedAt = issued.UtcDateTime,
            NotBefore = issued.UtcDateTime,
            Expires = expires.UtcDateTime,
            SigningCredentials = new(signingKey.Key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString("N"),
                ["client_id"] = "backend-cli",
                ["scope"] = "openid profile email",
                [JwtRegisteredClaimNames.Sub] = person.Subject,
                [JwtRegisteredClaimNames.Name] = person.Name,
                [JwtRegisteredClaimNames.Email] = person.Email,
                [JwtRegisteredClaimNames.EmailVerified] = true,
            },
        });
    }
}
