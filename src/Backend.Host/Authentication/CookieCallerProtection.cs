using Microsoft.AspNetCore.Http.Features;

namespace Backend.Host.Authentication;

/// <summary>
/// Keeps other sites from using a person's session. Browsers send the cookie with requests that other pages start; what tells
/// such a request apart is <c>Sec-Fetch-Site</c>, or else <c>Origin</c>, which no page can set.
/// </summary>
internal sealed class CookieCallerProtection(RequestDelegate next, PublicAddress address, AllowedOrigins origins)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<SessionsUnavailable>() is not null)
            return ApiErrors.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, "UNAVAILABLE", "The database does not answer. Try again.");
        var request = context.Request;
        var isSocket = IsWebSocket(context);
        if (!IsCookieCaller(context) || (!isSocket && IsSafe(request.Method)) || IsSameOrigin(request))
            return next(context);

        // A socket can bring a token of its own in connection_init, and its page cannot keep the cookie from being sent: so
        // the cookie is ignored rather than the socket refused.
        if (isSocket)
        {
            context.User = new();
            return next(context);
        }

        return ApiErrors.WriteAsync(
            context, StatusCodes.Status403Forbidden, "CSRF",
            "A request with a session cookie must come from this server's own pages. Send an access token instead.");
    }

    private static bool IsCookieCaller(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true, AuthenticationType: BrowserSession.AuthenticationType };

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsWebSocket(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
        || context.Request.Headers.Upgrade.Any(value => string.Equals(value, "websocket", StringComparison.OrdinalIgnoreCase));

    private bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers.Origin is [{ } allowed] && origins.Contains(allowed))
            return true;
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
            return site is "same-origin" or "none";
        return request.Headers.Origin is [{ } origin]
            && (string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
                || (address.IsConfigured && string.Equals(origin, address.Origin, StringComparison.OrdinalIgnoreCase)));
    }
}
