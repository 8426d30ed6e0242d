using Microsoft.Net.Http.Headers;

namespace Backend.Host.Authentication;

/// <summary>Answers a request that never reaches the GraphQL engine in the shape that GraphQL clients read.</summary>
internal static class ApiErrors
{
    public static Task UnauthenticatedAsync(HttpContext context, bool tokenPresented)
    {
        // RFC 6750: "invalid_token" tells a client to get a new token; without one it is told the scheme alone.
        context.Response.Headers[HeaderNames.WWWAuthenticate] = tokenPresented ? "Bearer error=\"invalid_token\"" : "Bearer";
        return WriteAsync(
            context, StatusCodes.Status401Unauthorized, "UNAUTHENTICATED",
            tokenPresented ? "The access token is not, or no longer, valid." : "Sign in to do this.");
    }

    public static Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        return context.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message, extensions = new { code } } } }, context.RequestAborted);
    }
}
