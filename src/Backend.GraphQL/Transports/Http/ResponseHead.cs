using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Backend.GraphQL;

/// <summary>Status and headers of an answer: the one place where what a result says becomes HTTP, for every transport over it.</summary>
internal static class ResponseHead
{
    private const string Utf8 = "; charset=utf-8";

    /// <summary>The head of a single result.</summary>
    public static void Write(HttpResponse response, string mediaType, IOperationResult result)
    {
        Write(response, mediaType, Status(mediaType, result));
        WriteResultHeaders(response, result);
    }

    /// <summary>The head of a batch or stream, which is well whatever its results are; the first of them is known by now.</summary>
    public static void WriteMany(HttpResponse response, string mediaType, IOperationResult? first)
    {
        Write(response, mediaType, StatusCodes.Status200OK);
        if (first is not null)
            WriteResultHeaders(response, first);
    }

    /// <summary>The head of an answer that is no result.</summary>
    public static void Write(HttpResponse response, string mediaType, int status)
    {
        response.StatusCode = status;
        response.ContentType = mediaType switch
        {
            MediaTypes.Json => MediaTypes.Json + Utf8,
            MediaTypes.Response => MediaTypes.Response + Utf8,
            _ => mediaType,
        };
        // An answer is for its caller alone, and for the moment.
        response.Headers.CacheControl = "no-store";
        if (response.Headers.Vary.Count == 0)
            response.Headers.Vary = HeaderNames.Accept;
    }

    /// <summary>The headers that a result asks for.</summary>
    private static void WriteResultHeaders(HttpResponse response, IOperationResult result)
    {
        if (Has(result, TransportErrors.MethodNotAllowed))
            response.Headers.Allow = HttpMethods.Post;
        if (Has(result, ErrorCodes.IdempotencyInProgress) || Has(result, ErrorCodes.Overloaded))
            response.Headers.RetryAfter = "1";
    }

    /// <summary>Whether HTTP itself has a word for why the request is refused, which is then said whatever the caller accepts.</summary>
    public static bool HasStatusOfItsOwn(IOperationResult result) =>
        !result.Executed
        && (Has(result, TransportErrors.MethodNotAllowed) || Has(result, TransportErrors.NotAcceptable) || Has(result, ErrorCodes.RateLimited) || Has(result, ErrorCodes.Overloaded)
            || Has(result, ErrorCodes.IdempotencyInProgress) || Has(result, ErrorCodes.IdempotencyKeyReused));

    /// <summary>
    /// With application/json every well-formed request is 200, because nobody could tell who else answered; only what HTTP
    /// itself has a word for is not.
    /// </summary>
    private static int Status(string mediaType, IOperationResult result) =>
        result.Executed ? StatusCodes.Status200OK
        : Has(result, TransportErrors.MethodNotAllowed) ? StatusCodes.Status405MethodNotAllowed
        : Has(result, TransportErrors.NotAcceptable) ? StatusCodes.Status406NotAcceptable
        : Has(result, ErrorCodes.RateLimited) ? StatusCodes.Status429TooManyRequests
        : Has(result, ErrorCodes.Overloaded) ? StatusCodes.Status503ServiceUnavailable
        : Has(result, ErrorCodes.IdempotencyInProgress) ? StatusCodes.Status409Conflict
        : Has(result, ErrorCodes.IdempotencyKeyReused) ? StatusCodes.Status422UnprocessableEntity
        : mediaType == MediaTypes.Json ? StatusCodes.Status200OK
        : Has(result, ErrorCodes.Unauthenticated) ? StatusCodes.Status401Unauthorized
        : Has(result, ErrorCodes.Timeout) ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status400BadRequest;

    private static bool Has(IOperationResult result, string code) => result.ErrorCodes.Contains(code, StringComparer.Ordinal);
}
