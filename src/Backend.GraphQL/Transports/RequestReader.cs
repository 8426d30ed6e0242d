using System.Buffers;
using System.Text.Json;
using Backend.GraphQL.Idempotency;
using Backend.GraphQL.Limits;
using Backend.GraphQL.TrustedDocuments;
using GraphQL;
using GraphQL.SystemTextJson;

namespace Backend.GraphQL;

/// <summary>Reads the parameters of a request, refusing members of the wrong type instead of guessing.</summary>
internal static class RequestReader
{
    private static readonly GraphQLSerializer Serializer = new();
    private static readonly GraphQLLimits DefaultLimits = new();

    /// <summary>Reads a request from its JSON object.</summary>
    /// <exception cref="TransportException">A member is missing or has the wrong type.</exception>
    public static OperationRequest Read(JsonElement json, GraphQLLimits? limits = null)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new TransportException("The body must be a JSON object with a member 'query'.");
        var query = Text(json, "query");
        return Create(
            query, Text(json, "documentId") ?? (query is null ? Text(json, "id") : null), Text(json, "operationName"),
            Object(json, "variables"), Object(json, "extensions"), limits);
    }

    /// <summary>Reads a request from the parameters of a GET.</summary>
    /// <exception cref="TransportException">A parameter is missing or malformed.</exception>
    public static OperationRequest Read(
        string? query, string? operationName, string? variables, string? extensions, string? documentId = null, GraphQLLimits? limits = null)
    {
        var text = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("query", query);
            json.WriteString("documentId", documentId);
            json.WriteString("operationName", string.IsNullOrEmpty(operationName) ? null : operationName);
            WriteJson(json, "variables", variables);
            WriteJson(json, "extensions", extensions);
            json.WriteEndObject();
        }

        using var document = JsonText.Parse(text.WrittenMemory);
        return Read(document.RootElement, limits);
    }

    private static OperationRequest Create(
        string? query, string? documentId, string? operationName, JsonElement? variables, JsonElement? extensions, GraphQLLimits? limits)
    {
        var hash = PersistedQueryExtension.ReadHash(extensions);
        if (string.IsNullOrEmpty(query) && string.IsNullOrEmpty(documentId) && hash is null)
            throw new TransportException("The member 'query' is missing or empty.");
        return new OperationRequest(string.IsNullOrEmpty(query) ? null : query, operationName, Variables(variables, limits ?? DefaultLimits))
        {
            DocumentId = string.IsNullOrEmpty(documentId) ? null : documentId,
            PersistedQueryHash = hash,
            IdempotencyKey = IdempotencyKeys.Read(extensions),
            ReportsCost = extensions is { } given && given.TryGetProperty("cost", out var cost) && cost.ValueKind == JsonValueKind.True,
        };
    }

    private static string? Text(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null ? null
        : member.ValueKind == JsonValueKind.String ? member.GetString()
        : throw new TransportException($"The member '{name}' must be a string.");

    private static Inputs Variables(JsonElement? variables, GraphQLLimits limits)
    {
        if (variables is not { } given)
            return Inputs.Empty;
        try
        {
            VariablesShape.Check(given, limits);
        }
        catch (LimitExceededException error)
        {
            throw new TransportException(error.Message, error.Code);
        }

        return Serializer.ReadNode<Inputs>(given) ?? Inputs.Empty;
    }

    private static JsonElement? Object(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null ? null
        : member.ValueKind == JsonValueKind.Object ? member
        : throw new TransportException($"The member '{name}' must be an object.");

    private static void WriteJson(Utf8JsonWriter json, string name, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        json.WritePropertyName(name);
        try
        {
            json.WriteRawValue(text);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new TransportException($"The parameter '{name}' is not JSON.");
        }
    }
}

/// <summary>The request is not one that the transport can hand on.</summary>
/// <param name="message">Why, for the caller.</param>
/// <param name="code">The code of the error.</param>
/// <param name="status">The status of the answer over HTTP.</param>
public sealed class TransportException(string message, string code = ErrorCodes.BadRequest, int status = 400) : Exception(message)
{
    /// <summary>The code of the error.</summary>
    public string Code { get; } = code;

    /// <summary>The status of the answer over HTTP.</summary>
    public int Status { get; } = status;
}
