using System.Security.Claims;
using Backend.Contracts.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Backend.Host.Authentication;

/// <summary>The addresses under <c>/auth</c> by which a browser signs in and out.</summary>
internal static class SignInEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/auth").ExcludeFromDescription();
        group.MapGet("/login", LoginAsync);
        group.MapMethods("/logout", [HttpMethods.Get, HttpMethods.Post], LogoutAsync);
        group.MapGet("/me", MeAsync);
        ProviderLogoutEndpoints.Map(group);
    }

    private static async Task<Results<ChallengeHttpResult, RedirectHttpResult, JsonHttpResult<Failure>>> LoginAsync(
        HttpContext context, SignInProviders providers, PublicAddress address, string? returnUrl, int provider = 0)
    {
        if (providers.Scheme(provider) is not { } scheme)
            return Fail(
                StatusCodes.Status404NotFound,
                "This provider is not set up for browsers. Set Backend__Auth__Issuers__0__ClientId to the client made for this server at your provider.");

        // The cookies of the sign-in belong to one host, so it starts on the one that the provider will return to.
        if (address.IsConfigured && !IsAt(context.Request, address.Value))
            return TypedResults.Redirect(
                new Uri(address.Value, "auth/login").AbsoluteUri + QueryString.Create("returnUrl", LocalAddress.Of(returnUrl)).Add("provider", $"{provider}"));
        if (!await providers.AnswersAsync(scheme, context.RequestAborted))
            return Fail(StatusCodes.Status503ServiceUnavailable, "The sign-in provider does not answer. Try again.");
        return TypedResults.Challenge(new() { RedirectUri = LocalAddress.Of(returnUrl) }, [scheme]);
    }

    private static async Task<Results<SignOutHttpResult, RedirectHttpResult, JsonHttpResult<Failure>>> LogoutAsync(
        HttpContext context, SignInProviders providers, IBrowserSessions sessions, string? returnUrl)
    {
        // A link on another site must not be able to sign a person out.
        if (context.Request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"])
            return Fail(StatusCodes.Status403Forbidden, "Sign out on this server's own pages.");

        // The session here ends in any case; the one at the provider ends too if it answers, and has a way to.
        var signedIn = await context.AuthenticateAsync(BrowserSession.Scheme);
        var session = signedIn.Properties?.GetParameter<BrowserSessionInfo>(nameof(BrowserSessionInfo));
        if (session is not null && providers.SchemeOf(session.Provider) is { } scheme && await providers.SignsOutAsync(scheme, context.RequestAborted))
        {
            var properties = new AuthenticationProperties { RedirectUri = LocalAddress.Of(returnUrl) };
            properties.SetParameter(BrowserSignInEvents.IdTokenHint, (await sessions.TokensAsync(session.Id, context.RequestAborted)).IdToken);
            return TypedResults.SignOut(properties, [BrowserSession.Scheme, scheme]);
        }

        await context.SignOutAsync(BrowserSession.Scheme);
        return TypedResults.Redirect(LocalAddress.Of(returnUrl));
    }

    private static async Task<Results<JsonHttpResult<Me>, EmptyHttpResult>> MeAsync(HttpContext context, ClaimsPrincipal user, IPersonalTokens tokens)
    {
        context.Response.Headers.CacheControl = "no-store";
        // The token's look-up is remembered for a moment, which a revocation on another node does not shorten.
        if (OwnToken.Of(user) is { } token && !await tokens.IsGoodAsync(token, context.RequestAborted))
        {
            await ApiErrors.UnauthenticatedAsync(context, tokenPresented: true);
            return TypedResults.Empty;
        }

        return TypedResults.Json(new Me(
            user.Identity is { IsAuthenticated: true },
            user.FindFirstValue(JwtRegisteredClaimNames.Name),
            user.FindFirstValue(JwtRegisteredClaimNames.Email)));
    }

    private static JsonHttpResult<Failure> Fail(int status, string message) =>
        TypedResults.Json(new Failure(message), statusCode: status);

    private static bool IsAt(HttpRequest request, Uri address) =>
        string.Equals(request.Host.Value, address.Authority, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Who is signed in, for the server's own pages.</summary>
internal sealed record Me(bool SignedIn, string? Name, string? Email);

/// <summary>Why an address under <c>/auth</c> did nothing.</summary>
internal sealed record Failure(string Message);
