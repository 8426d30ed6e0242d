using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Backend.Host.Authentication;

/// <summary>The addresses under <c>/auth</c> by which a browser signs in and out.</summary>
internal static class SignInEndpoints
{
    private const string Home = "/graphql";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/auth").ExcludeFromDescription();
        group.MapGet("/login", Login);
        group.MapMethods("/logout", [HttpMethods.Get, HttpMethods.Post], Logout);
        group.MapGet("/me", Me);
    }

    private static Results<ChallengeHttpResult, RedirectHttpResult, JsonHttpResult<Failure>> Login(
        HttpContext context, SignInSchemes schemes, PublicAddress address, string? returnUrl, int provider = 0)
    {
        if (provider < 0 || provider >= schemes.Names.Count)
            return TypedResults.Json(
                new Failure(schemes.Names.Count == 0
                    ? "Browser sign-in is not set up. Set Backend__Auth__Issuers__0__ClientId to the client made for this server at your provider."
                    : "There is no such provider."),
                statusCode: StatusCodes.Status404NotFound);

        // The cookies of the sign-in belong to one host, so it starts on the one that the provider will return to.
        if (address.IsConfigured && !IsAt(context.Request, address.Value))
            return TypedResults.Redirect(
                new Uri(address.Value, "auth/login").AbsoluteUri + QueryString.Create("returnUrl", Local(returnUrl)).Add("provider", $"{provider}"));
        return TypedResults.Challenge(new() { RedirectUri = Local(returnUrl) }, [schemes.Names[provider]]);
    }

    private static Results<SignOutHttpResult, RedirectHttpResult, JsonHttpResult<Failure>> Logout(
        HttpContext context, SignInSchemes schemes, string? returnUrl)
    {
        // A link on another site must not be able to sign a person out.
        if (context.Request.Headers["Sec-Fetch-Site"] is ["cross-site" or "same-site"])
            return TypedResults.Json(new Failure("Sign out on this server's own pages."), statusCode: StatusCodes.Status403Forbidden);
        if (context.User.Identity is not { IsAuthenticated: true } || schemes.Names.Count == 0)
            return TypedResults.Redirect(Local(returnUrl));
        return TypedResults.SignOut(new() { RedirectUri = Local(returnUrl) }, [BrowserSession.Scheme, schemes.Names[0]]);
    }

    private static JsonHttpResult<Me> Me(HttpContext context, ClaimsPrincipal user)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new Me(
            user.Identity is { IsAuthenticated: true },
            user.FindFirstValue(JwtRegisteredClaimNames.Name),
            user.FindFirstValue(JwtRegisteredClaimNames.Email)));
    }

    private static bool IsAt(HttpRequest request, Uri address) =>
        string.Equals(request.Host.Value, address.Authority, StringComparison.OrdinalIgnoreCase);

    /// <summary>The address to return to if it is one of this server's own, else the start page: a sign-in must not send people elsewhere.</summary>
    private static string Local(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : Home;
}

/// <summary>Who is signed in, for the server's own pages.</summary>
internal sealed record Me(bool SignedIn, string? Name, string? Email);

/// <summary>Why an address under <c>/auth</c> did nothing.</summary>
internal sealed record Failure(string Message);
