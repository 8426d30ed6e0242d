using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Backend.GraphQL.Idempotency;

/// <summary>
/// Reads idempotency keys: the header of draft-ietf-httpapi-idempotency-key-header, whose value is a quoted string, quotes
/// optional; and <c>extensions.idempotencyKey</c> where there are no headers of one's own, as on a WebSocket.
/// </summary>
internal static partial class IdempotencyKeys
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    public const string Extension = "idempotencyKey";
    public const int MaxLength = 255;

    /// <summary>The key in the extensions of a request; null where there is none.</summary>
    /// <exception cref="TransportException">It is not a key.</exception>
    public static string? Read(JsonElement? extensions) =>
        extensions is not { } given || !given.TryGetProperty(Extension, out var key) || key.ValueKind == JsonValueKind.Null ? null
        : key.ValueKind == JsonValueKind.String ? Check(key.GetString()!)
        : throw Invalid();

    /// <summary>The requests of an HTTP request with the key of its header. In a batch each has the key and its place.</summary>
    /// <exception cref="TransportException">The header is no key, or another one than the request itself has.</exception>
    public static IReadOnlyList<OperationRequest> WithHeader(this HttpOperations operations, HttpRequest request)
    {
        var header = request.Headers[Header];
        if (header.Count == 0)
            return operations.Requests;
        var key = Check(header is [{ } single] ? Unquote(single) : string.Empty);
        return [.. operations.Requests.Select((operation, index) => operation with
        {
            IdempotencyKey = Choose(operation.IdempotencyKey, operations.IsBatch ? string.Create(CultureInfo.InvariantCulture, $"{key}[{index}]") : key, operations.IsBatch),
        })];
    }

    // In a batch a request may have a key of its own, which is nearer.
    private static string Choose(string? own, string header, bool isBatch) =>
        own is null || own == header ? header
        : isBatch ? own
        : throw new TransportException("The header and the extensions have different idempotency keys.", ErrorCodes.IdempotencyKeyInvalid);

    private static string Unquote(string value) => value is ['"', .. var inner, '"'] ? inner : value;

    private static string Check(string key) => Pattern().IsMatch(key) ? key : throw Invalid();

    private static TransportException Invalid() => new(
        $"An idempotency key has 1 to {MaxLength} characters of A-Z, a-z, 0-9 and -._~:+/=. A UUID is a good one.", ErrorCodes.IdempotencyKeyInvalid);

    [GeneratedRegex(@"^[A-Za-z0-9._~:+/=-]{1,255}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();
}
