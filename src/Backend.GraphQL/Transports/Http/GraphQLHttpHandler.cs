using System.Text.Json;
using Backend.GraphQL.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL;

/// <summary>GraphQL over HTTP (graphql.github.io/graphql-over-http, draft): POST, and GET for queries.</summary>
internal sealed class GraphQLHttpHandler(IRequestExecutor executor, IOperationSessionFactory sessions)
{
    /// <summary>The largest body: the largest description, with every character escaped, and the rest of a request.</summary>
    public const long MaxBodySize = 2 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        if (MediaTypes.Negotiate(context.Request.Headers.Accept) is not { } mediaType)
        {
            await WriteErrorAsync(context, MediaTypes.Json, new TransportException(
                $"The answer can be {MediaTypes.Response} or {MediaTypes.Json}.", TransportErrors.NotAcceptable, StatusCodes.Status406NotAcceptable));
            return;
        }

        try
        {
            var request = HttpMethods.IsGet(context.Request.Method) ? ReadQuery(context.Request) : await ReadBodyAsync(context.Request);
            var session = sessions.FromRequest(context).OfRequest(context);
            var result = await executor.ExecuteAsync(request, session, context.RequestAborted);
            RateLimitHeaders.Write(context, session);
            if (result is not IOperationResult operation)
                throw new TransportException("Subscriptions run over WebSocket (graphql-transport-ws) at this address.");
            using (operation)
                await WriteAsync(context, mediaType, operation);
        }
        catch (TransportException error)
        {
            await WriteErrorAsync(context, mediaType, error);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to answer.
        }
    }

    private static OperationRequest ReadQuery(HttpRequest request) => RequestReader.Read(
        request.Query["query"], request.Query["operationName"], request.Query["variables"], request.Query["extensions"],
        request.Query["documentId"].ToString() is { Length: > 0 } id ? id : request.Query["id"], Limits(request));

    private static GraphQLLimits Limits(HttpRequest request) =>
        request.HttpContext.RequestServices.GetRequiredService<IOptions<GraphQLLimits>>().Value;

    private static async Task<OperationRequest> ReadBodyAsync(HttpRequest request)
    {
        if (!MediaTypes.IsJson(request))
        {
            throw new TransportException(
                "The body must be application/json in UTF-8.", TransportErrors.UnsupportedMediaType, StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return RequestReader.Read(body.RootElement, Limits(request));
        }
        catch (JsonException)
        {
            throw new TransportException("The body is not JSON.");
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new TransportException($"The body is larger than {MaxBodySize} bytes.", TransportErrors.PayloadTooLarge, error.StatusCode);
        }
    }

    private static async Task WriteAsync(HttpContext context, string mediaType, IOperationResult result)
    {
        var refused = result.ErrorCodes.Contains(TransportErrors.MethodNotAllowed, StringComparer.Ordinal);
        if (refused)
            context.Response.Headers.Allow = HttpMethods.Post;
        context.Response.StatusCode = refused ? StatusCodes.Status405MethodNotAllowed
            : result.ErrorCodes.Contains(ErrorCodes.RateLimited, StringComparer.Ordinal) ? StatusCodes.Status429TooManyRequests
            : result.Executed || mediaType == MediaTypes.Json ? StatusCodes.Status200OK
            : result.ErrorCodes.Contains(ErrorCodes.Unauthenticated, StringComparer.Ordinal) ? StatusCodes.Status401Unauthorized
            : result.ErrorCodes.Contains(ErrorCodes.Timeout, StringComparer.Ordinal) ? StatusCodes.Status503ServiceUnavailable
            : StatusCodes.Status400BadRequest;
        context.Response.ContentType = $"{mediaType}; charset=utf-8";
        context.Response.ContentLength = result.Response.Length;
        await context.Response.BodyWriter.WriteAsync(result.Response, context.RequestAborted);
    }

    private static async Task WriteErrorAsync(HttpContext context, string mediaType, TransportException error)
    {
        context.Response.StatusCode = error.Status;
        context.Response.ContentType = $"{mediaType}; charset=utf-8";
        await JsonSerializer.SerializeAsync(
            context.Response.Body,
            new { errors = new[] { new { message = error.Message, extensions = new { code = error.Code } } } },
            cancellationToken: context.RequestAborted);
    }
}
