using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Backend.Host.DevelopmentIssuer;

/// <summary>The page that asks which of the demo people is signing in.</summary>
internal static class SignInPage
{
    public const string Path = "connect/authorize";

    /// <summary>Tells one authorization code or refresh token from another; it stays in there.</summary>
    public const string GrantIdClaim = "grant_id";

    private const string SessionIdClaim = "sid";

    private const string StylePath = "/connect/sign-in.css";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, Show).ExcludeFromDescription();
        endpoints.MapPost(Path, ChooseAsync).ExcludeFromDescription();
        endpoints.MapGet(StylePath, Style).ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context, IAntiforgery antiforgery)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.HasPromptValue(PromptValues.None))
            return Refuse(Errors.LoginRequired, "Each sign-in asks who it is.");
        SignInHeaders.Apply(context.Response, request.RedirectUri!);
        return Results.Content(SignInHtml.Render(request, antiforgery.GetAndStoreTokens(context), StylePath), "text/html; charset=utf-8");
    }

    private static async Task<IResult> ChooseAsync(HttpContext context, IAntiforgery antiforgery, TimeProvider clock)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.Text("This page has expired. Go back and sign in again.", statusCode: StatusCodes.Status400BadRequest);
        var choice = context.Request.Form[SignInHtml.PersonField].ToString();
        if (DemoPeople.Find(choice) is not { } person)
            return Refuse(Errors.AccessDenied, "Nobody was chosen.");

        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, person.Subject)
            .SetClaim(Claims.Name, person.Name)
            .SetClaim(Claims.Email, person.Email)
            .SetClaim(Claims.EmailVerified, true)
            .SetClaim(SessionIdClaim, Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"))
            .SetScopes(request.GetScopes())
            .SetResources(DevelopmentClients.Audience)
            .SetDestinations(claim => claim.Type == SessionIdClaim ? [Destinations.IdentityToken] : [Destinations.AccessToken, Destinations.IdentityToken]);
        return Results.SignIn(new(identity), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static IResult Refuse(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);

    private static IResult Style(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Stream(typeof(SignInPage).Assembly.GetManifestResourceStream("sign-in.css")!, "text/css; charset=utf-8");
    }
}
