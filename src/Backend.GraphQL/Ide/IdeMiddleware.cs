using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Backend.GraphQL;

/// <summary>Serves the IDE's page and what is made for this server: the bar above the IDE and the IDE's settings.</summary>
internal sealed class IdeMiddleware(RequestDelegate next, IdeFiles files)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.WebSockets.IsWebSocketRequest || !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)))
            return next(context);
        if (files.IsServiceWorker(request.Path))
        {
            // It would keep the IDE's files beyond an update of the server, and serve nothing that the cache does not.
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (files.IsEndpoint(request.Path) && !IsOperation(request))
        {
            context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
            if (PrefersHtml(request))
                return WriteAsync(context, files.Page);
        }

        return files.Find(request.Path) is { } file ? WriteAsync(context, file) : next(context);
    }

    private static bool IsOperation(HttpRequest request) => request.Query.ContainsKey("query");

    /// <summary>Whether HTML is named before, or with a higher quality than, what a GraphQL client asks for.</summary>
    private static bool PrefersHtml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges)
        && ranges.OrderByDescending(range => range.Quality ?? 1).FirstOrDefault() is { MediaType.Value: "text/html" or "application/xhtml+xml" };

    private static Task WriteAsync(HttpContext context, IdeFile file)
    {
        if (file.IsInFrame)
            IdeHeaders.ApplyToFrame(context);
        else
            IdeHeaders.ApplyToPage(context);
        context.Response.Headers[HeaderNames.CacheControl] = "no-cache";
        context.Response.ContentType = file.ContentType;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.WriteAsync(file.Content, context.RequestAborted);
    }
}
