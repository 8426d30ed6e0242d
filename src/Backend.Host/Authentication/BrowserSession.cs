using System.Security.Claims;
using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Backend.Host.Authentication;

/// <summary>
/// The session that keeps a person signed in: the browser's cookie holds a random secret, and everything else is in the
/// database (<see cref="IBrowserSessions"/>).
/// </summary>
internal static class BrowserSession
{
    public const string Scheme = "session";

    public const string AuthenticationType = "session";

    /// <summary>Where a ticket of this scheme says which provider began the session.</summary>
    public const string ProviderProperty = "provider";

    private static readonly string[] KeptClaims =
    [
        JwtRegisteredClaimNames.Iss, JwtRegisteredClaimNames.Sub, JwtRegisteredClaimNames.Name,
        JwtRegisteredClaimNames.Email, JwtRegisteredClaimNames.EmailVerified, JwtRegisteredClaimNames.Iat, MappedClaims.Groups,
    ];

    /// <summary>No more claims than the server reads.</summary>
    public static IReadOnlyList<Claim> Keep(ClaimsPrincipal signedIn) =>
        [.. KeptClaims.Select(signedIn.FindFirst).OfType<Claim>().Select(claim => new Claim(claim.Type, claim.Value, claim.ValueType))];

    /// <summary>Begins a session with what a provider has vouched for, and gives the browser its secret, a new one in any case.</summary>
    /// <exception cref="Platform.Errors.UnauthenticatedException">The user is suspended.</exception>
    public static async Task BeginAsync(HttpContext context, ClaimsPrincipal principal, AuthenticationProperties properties, string provider)
    {
        var cookie = context.RequestServices.GetRequiredService<SessionCookie>();
        await using var scope = context.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        scope.ServiceProvider.Describe(context, AuditVia.Browser);
        var sessions = scope.ServiceProvider.GetRequiredService<IBrowserSessions>();
        // Whoever knew the browser's secret before, knows nothing now.
        if (cookie.Read(context.Request) is { } former && await sessions.FindAsync(former, context.RequestAborted) is { } replaced)
            await sessions.EndAsync(replaced.Id, SessionEndReason.Replaced, context.RequestAborted);
        var secret = await sessions.BeginAsync(
            new()
            {
                Principal = principal,
                Claims = Keep(principal),
                Provider = provider,
                ProviderSessionId = principal.FindFirstValue(JwtRegisteredClaimNames.Sid),
                ProviderSubject = principal.FindFirstValue(MappedClaims.ProviderSubject),
                Tokens = new(properties.GetTokenValue("refresh_token"), properties.GetTokenValue("id_token"), Expiry(properties)),
                Address = CallerAddress.Of(context.Connection.RemoteIpAddress),
                UserAgent = context.Request.Headers.UserAgent,
            },
            context.RequestAborted);
        cookie.Write(context.Response, secret);
    }

    private static DateTimeOffset? Expiry(AuthenticationProperties properties) =>
        DateTimeOffset.TryParse(properties.GetTokenValue("expires_at"), System.Globalization.CultureInfo.InvariantCulture, out var expires) ? expires : null;
}
