using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Backend.GraphQL;

/// <summary>Reads what an HTTP request asks for.</summary>
internal sealed class HttpRequestReader(IOptions<GraphQLTransportOptions> options, IOptions<GraphQLLimits> limits)
{
    private readonly GraphQLTransportOptions options = options.Value;
    private readonly GraphQLLimits limits = limits.Value;

    /// <summary>Reads the request of a GET from its query string.</summary>
    /// <exception cref="TransportException">It is not a request.</exception>
    public OperationRequest ReadQuery(HttpRequest request)
    {
        if (request.QueryString.Value?.Length > options.MaxQueryStringLength)
        {
            throw new TransportException(
                $"The query string is longer than {options.MaxQueryStringLength} characters; send the request by POST.",
                TransportErrors.UriTooLong, StatusCodes.Status414UriTooLong);
        }

        return RequestReader.Read(
            Parameter(request, "query"), Parameter(request, "operationName"), Parameter(request, "variables"), Parameter(request, "extensions"),
            Parameter(request, "documentId") ?? Parameter(request, "id"), limits);
    }

    /// <summary>Reads the requests of a POST from its body alone.</summary>
    /// <exception cref="TransportException">It is not a request, nor a batch.</exception>
    public async Task<HttpOperations> ReadBodyAsync(HttpRequest request)
    {
        if (!MediaTypes.IsJson(request) || !IsIdentity(request.Headers.ContentEncoding))
        {
            throw new TransportException(
                "The body must be application/json in UTF-8, and not compressed.",
                TransportErrors.UnsupportedMediaType, StatusCodes.Status415UnsupportedMediaType);
        }

        using var body = await ReadAsync(request);
        using var json = JsonText.Parse(body.Written);
        return json.RootElement.ValueKind == JsonValueKind.Array
            ? new HttpOperations(ReadBatch(json.RootElement), IsBatch: true)
            : new HttpOperations([RequestReader.Read(json.RootElement, limits)], IsBatch: false);
    }

    private async Task<PooledBuffer> ReadAsync(HttpRequest request)
    {
        var body = new PooledBuffer();
        try
        {
            while (await request.Body.ReadAsync(body.Room(), request.HttpContext.RequestAborted) is var read and > 0)
            {
                body.Advance(read);
                if (body.Length > options.MaxRequestBytes)
                    throw TooLarge();
            }

            return body;
        }
        catch (BadHttpRequestException error)
        {
            body.Dispose();
            throw error.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge()
                : new TransportException("The body did not arrive whole.", status: error.StatusCode);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private OperationRequest[] ReadBatch(JsonElement json)
    {
        var size = json.GetArrayLength();
        if (size == 0 || size > options.MaxBatchSize)
            throw new TransportException($"A batch holds 1 to {options.MaxBatchSize} requests; this one holds {size}.", TransportErrors.BatchSize);
        return [.. json.EnumerateArray().Select(request => RequestReader.Read(request, limits))];
    }

    private TransportException TooLarge() => new(
        $"The body is larger than {options.MaxRequestBytes} bytes.", TransportErrors.PayloadTooLarge, StatusCodes.Status413PayloadTooLarge);

    // Which of several would count is anybody's guess, and guessed differently by whatever lies in between.
    private static string? Parameter(HttpRequest request, string name) => request.Query[name] switch
    {
        [] => null,
        [var single] => single,
        _ => throw new TransportException($"The parameter '{name}' is given more than once."),
    };

    private static bool IsIdentity(StringValues encoding) => encoding is [] or [""] or ["identity"];
}

/// <summary>What one HTTP request asks for.</summary>
/// <param name="Requests">The requests, at least one.</param>
/// <param name="IsBatch">Whether they came, and are answered, as a list.</param>
internal sealed record HttpOperations(IReadOnlyList<OperationRequest> Requests, bool IsBatch);
