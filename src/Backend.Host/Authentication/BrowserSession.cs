using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Backend.Host.Authentication;

/// <summary>The cookie that keeps a person signed in, for eight hours from the sign-in.</summary>
internal static class BrowserSession
{
    public const string Scheme = "session";

    public const string AuthenticationType = "session";

    private static readonly string[] KeptClaims =
    [
        JwtRegisteredClaimNames.Iss, JwtRegisteredClaimNames.Sub, JwtRegisteredClaimNames.Name,
        JwtRegisteredClaimNames.Email, JwtRegisteredClaimNames.EmailVerified,
    ];

    /// <summary>Who signed in, with no more claims than the server reads: a cookie travels with every request.</summary>
    public static ClaimsPrincipal Principal(ClaimsPrincipal signedIn) => new(new ClaimsIdentity(
        KeptClaims.Select(signedIn.FindFirst).OfType<Claim>().Select(claim => new Claim(claim.Type, claim.Value, claim.ValueType)),
        AuthenticationType, JwtRegisteredClaimNames.Name, roleType: null));

    public static void Configure(CookieAuthenticationOptions options, PublicAddress address)
    {
        // The __Host- prefix binds the cookie to this host and to https, which browsers accept over https only.
        var isHttps = address.Value.Scheme == Uri.UriSchemeHttps;
        options.Cookie.Name = isHttps ? "__Host-backend-session" : "backend-session";
        options.Cookie.SecurePolicy = isHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = false;
        options.Events.OnRedirectToLogin = context => ApiErrors.UnauthenticatedAsync(context.HttpContext, tokenPresented: false);
        options.Events.OnRedirectToAccessDenied = context => ApiErrors.WriteAsync(
            context.HttpContext, StatusCodes.Status403Forbidden, "FORBIDDEN", "You may not do this.");
    }
}
