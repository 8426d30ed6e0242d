using Microsoft.AspNetCore.Http;

namespace Backend.GraphQL;

/// <summary>
/// Keeps other sites from using a person's cookie. A page can make a browser send a GET, a form or a text anywhere, with the
/// cookies of the place it goes to; for JSON or a header of its own the browser first asks the server, which says no.
/// </summary>
internal static class PreflightRule
{
    private const string Bearer = "Bearer ";

    /// <exception cref="TransportException">Another site could have caused the request.</exception>
    public static void Demand(HttpRequest request, GraphQLTransportOptions options)
    {
        if (request.Headers.Cookie.Count == 0 || IsJsonBody(request) || HasToken(request) || HasHeader(request, options))
            return;
        throw new TransportException(
            $"A request with a cookie needs the header {options.PreflightHeaders[0]}, or a body of {MediaTypes.Json}.",
            TransportErrors.Csrf, StatusCodes.Status403Forbidden);
    }

    private static bool IsJsonBody(HttpRequest request) => HttpMethods.IsPost(request.Method) && MediaTypes.IsJson(request);

    // Other kinds of credentials, such as Basic, a browser adds by itself.
    private static bool HasToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } credentials] && credentials.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    private static bool HasHeader(HttpRequest request, GraphQLTransportOptions options)
    {
        foreach (var name in options.PreflightHeaders)
        {
            if (request.Headers[name] is [{ Length: > 0 }, ..])
                return true;
        }

        return false;
    }
}
