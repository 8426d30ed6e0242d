using System.Buffers;
using System.Text.Json;
using Backend.GraphQL.Execution;

namespace Backend.GraphQL;

/// <summary>Codes of errors that a transport answers with a status of its own.</summary>
internal static class TransportErrors
{
    /// <summary>The operation may not run with this HTTP method.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>The body is not JSON.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";

    /// <summary>No media type that the caller accepts can be given.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>The body is larger than allowed.</summary>
    public const string PayloadTooLarge = "PAYLOAD_TOO_LARGE";

    /// <summary>The query string is longer than allowed.</summary>
    public const string UriTooLong = "URI_TOO_LONG";

    /// <summary>A batch is empty, or holds more requests than allowed.</summary>
    public const string BatchSize = "BATCH_SIZE";

    /// <summary>The socket runs as many operations as it may.</summary>
    public const string TooManyOperations = "TOO_MANY_OPERATIONS";

    /// <summary>The request has a cookie, and could have been caused by another site.</summary>
    public const string Csrf = "CSRF";

    /// <summary>The error as a JSON list, as it stands in <c>errors</c>.</summary>
    public static ReadOnlyMemory<byte> Write(TransportException error)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = ResponseBuffer.Encoder });
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        json.WriteStartObject("extensions");
        json.WriteString("code", error.Code);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.Flush();
        return bytes.WrittenMemory;
    }
}
