using System.Globalization;
using System.Security.Claims;
using Backend.GraphQL;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Security;

/// <summary>When what proved a caller ends, and with it the streams that it opened.</summary>
internal static class SessionEnd
{
    private const string ExpiryClaim = "exp";

    // As long as a token is let in after its end, for clocks that differ.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    /// <summary>The end of the token by its own claim, or of the session cookie; null for a caller who proved nothing.</summary>
    public static DateTimeOffset? Of(ClaimsPrincipal user, HttpContext context)
    {
        if (user.Identity is not { IsAuthenticated: true })
            return null;
        if (long.TryParse(user.FindFirst(CallerClaims.Ends)?.Value, CultureInfo.InvariantCulture, out var end))
            return DateTimeOffset.FromUnixTimeMilliseconds(end);
        return long.TryParse(user.FindFirst(ExpiryClaim)?.Value, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() - (long)Skew.TotalSeconds
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Max(seconds, 0)) + Skew
            : context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc;
    }

    /// <summary>What could end the caller's session earlier: that of a browser belongs to the request's own caller, not to a token that a socket brings.</summary>
    public static ISessionLifetime? LifetimeOf(ClaimsPrincipal user, HttpContext context)
    {
        if (user.Identity is not { IsAuthenticated: true })
            return null;
        return context.RequestServices.GetService<ITokenLifetimes>()?.Of(user)
            ?? (ReferenceEquals(user, context.User) ? context.Features.Get<ISessionLifetime>() : null);
    }
}

/// <summary>Claims that the server itself makes.</summary>
public static class CallerClaims
{
    /// <summary>When the caller's proof ends, by the server's own clock, in milliseconds since 1970.</summary>
    public const string Ends = "backend_ends";
}
