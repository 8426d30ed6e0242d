using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Backend.GraphQL;

/// <summary>The media types of GraphQL over HTTP, and which of them a caller takes.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Response = "application/graphql-response+json";

    /// <summary>The best of the two response types for an Accept header; null where neither is acceptable.</summary>
    public static string? Negotiate(StringValues accept)
    {
        // Without a preference callers of before 2025 expect application/json.
        if (StringValues.IsNullOrEmpty(accept) || !MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return Json;
        foreach (var range in ranges.Where(range => range.Quality is not 0).OrderByDescending(range => range.Quality ?? 1))
        {
            if (range.MediaType == Response)
                return Response;
            if (range.MatchesAllTypes || range.MediaType == Json || range is { MatchesAllSubTypes: true, Type.Value: "application" })
                return Json;
        }

        return null;
    }

    /// <summary>Whether a request body is UTF-8 JSON.</summary>
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType == Json
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
}
