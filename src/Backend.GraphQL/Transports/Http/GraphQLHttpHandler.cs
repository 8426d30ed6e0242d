using Backend.GraphQL.Idempotency;
using Backend.GraphQL.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL;

/// <summary>
/// GraphQL over HTTP (graphql.github.io/graphql-over-http, draft): POST, and GET for queries; batches; and streams of events to
/// those who accept them.
/// </summary>
internal sealed class GraphQLHttpHandler(
    IRequestExecutor executor, IOperationSessionFactory sessions, HttpRequestReader reader, EventStreamAnswer events, IOptions<GraphQLTransportOptions> options)
{
    private const string Methods = "GET, HEAD, POST, OPTIONS";

    private readonly GraphQLTransportOptions options = options.Value;

    public async Task HandleAsync(HttpContext context)
    {
        var accepted = MediaTypes.Negotiate(context.Request.Headers.Accept);
        try
        {
            if (HttpMethods.IsOptions(context.Request.Method))
                Describe(context.Response);
            else
                await HandleAsync(context, accepted);
        }
        catch (TransportException error)
        {
            await WriteErrorAsync(context, accepted?.Json ?? MediaTypes.Json, error);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller is gone; there is nobody to answer.
        }
    }

    private async Task HandleAsync(HttpContext context, AcceptedTypes? accepted)
    {
        var isPost = HttpMethods.IsPost(context.Request.Method);
        if (!isPost && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            throw MethodNotAllowed(context.Response);
        PreflightRule.Demand(context.Request, options);
        if (accepted is null)
            throw NotAcceptable($"The answer can be {MediaTypes.Response}, {MediaTypes.Json} or {MediaTypes.Events}.");
        var operations = isPost ? await reader.ReadBodyAsync(context.Request) : new HttpOperations([reader.ReadQuery(context.Request)], IsBatch: false);
        var requests = isPost ? operations.WithHeader(context.Request) : operations.Requests;
        var session = sessions.FromRequest(context).OfRequest(context);
        if (operations.IsBatch)
        {
            var mediaType = accepted.Json ?? throw NotAcceptable($"The answer to a batch can be {MediaTypes.Response} or {MediaTypes.Json}.");
            await HttpBatch.AnswerAsync(context, mediaType, requests, executor, session);
            return;
        }

        var takesStream = accepted.TakesEvents && !HttpMethods.IsHead(context.Request.Method);
        var request = requests[0] with { Allowed = Allowed(isPost, takesStream) };
        var result = await executor.ExecuteAsync(request, session, context.RequestAborted);
        RateLimitHeaders.Write(context, session);
        if (result is IOperationResult { IsReplay: true })
            context.Response.Headers[IdempotencyKeys.ReplayedHeader] = "true";
        if (result is IOperationResult single && (!(accepted.PrefersEvents || accepted.Json is null) || ResponseHead.HasStatusOfItsOwn(single)))
            await WriteAsync(context, accepted.Json ?? MediaTypes.Json, single);
        else
            await events.WriteAsync(context, result, session);
    }

    private static OperationKinds Allowed(bool isPost, bool takesStream) =>
        OperationKinds.Query
        | (isPost ? OperationKinds.Mutation : OperationKinds.None)
        | (takesStream ? OperationKinds.Subscription : OperationKinds.None);

    private static async Task WriteAsync(HttpContext context, string mediaType, IOperationResult result)
    {
        using var sent = result;
        ResponseHead.Write(context.Response, mediaType, result);
        context.Response.ContentLength = result.Response.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(result.Response, context.RequestAborted);
    }

    private static async Task WriteErrorAsync(HttpContext context, string mediaType, TransportException error)
    {
        ResponseHead.Write(context.Response, mediaType, error.Status);
        byte[] body = [.. "{\"errors\":"u8, .. TransportErrors.Write(error).Span, (byte)'}'];
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    private static void Describe(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.Allow = Methods;
    }

    private static TransportException MethodNotAllowed(HttpResponse response)
    {
        response.Headers.Allow = Methods;
        return new("Send requests by POST, or queries by GET.", TransportErrors.MethodNotAllowed, StatusCodes.Status405MethodNotAllowed);
    }

    private static TransportException NotAcceptable(string message) =>
        new(message, TransportErrors.NotAcceptable, StatusCodes.Status406NotAcceptable);
}
