using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Backend.GraphQL;

/// <summary>The media types of GraphQL over HTTP, and which of them a caller takes.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string Response = "application/graphql-response+json";
    public const string Events = "text/event-stream";

    // Without a preference callers of before 2025 expect application/json, and today's say what they want.
    private static readonly AcceptedTypes JsonOnly = new(Json, TakesEvents: false, PrefersEvents: false);
    private static readonly AcceptedTypes ResponseOnly = new(Response, TakesEvents: false, PrefersEvents: false);

    /// <summary>What an Accept header takes of what can be given; null where that is nothing.</summary>
    public static AcceptedTypes? Negotiate(StringValues accept)
    {
        if (accept is [] or [""] or [Json] or ["*/*"])
            return JsonOnly;
        if (accept is [Response])
            return ResponseOnly;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return JsonOnly;
        var json = Preference.Of(Json, ranges);
        var response = Preference.Of(Response, ranges);
        var events = Preference.Of(Events, ranges);
        var best = response.IsBefore(json) ? response : json;
        var type = !best.IsAcceptable ? null : best == response && best != json ? Response : Json;
        // "*/*" is said by whoever has no idea of streams.
        var takesEvents = events is { IsAcceptable: true, Specificity: > 0 };
        return type is null && !takesEvents ? null : new AcceptedTypes(type, takesEvents, takesEvents && events.IsBefore(best));
    }

    /// <summary>Whether a request body is UTF-8 JSON.</summary>
    public static bool IsJson(HttpRequest request) =>
        request.ContentType is Json or Json + "; charset=utf-8"
        || (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) && IsUtf8(type));

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    /// <summary>How much a caller wants a type: by quality, then by how exactly it is named, then by what is named first.</summary>
    private readonly record struct Preference(double Quality, int Specificity, int Place)
    {
        public bool IsAcceptable => Quality > 0;

        public static Preference Of(string type, IList<MediaTypeHeaderValue> ranges)
        {
            var best = new Preference(0, -1, 0);
            for (var place = 0; place < ranges.Count; place++)
            {
                var specificity = Match(ranges[place], type);
                // The most exact range decides, even where it refuses.
                if (specificity > best.Specificity)
                    best = new Preference(ranges[place].Quality ?? 1, specificity, place);
            }

            return best;
        }

        public bool IsBefore(Preference other) =>
            (Quality, Specificity, -Place).CompareTo((other.Quality, other.Specificity, -other.Place)) > 0;

        private static int Match(MediaTypeHeaderValue range, string type) =>
            !IsUtf8(range) ? -1
            : range.MatchesAllTypes ? 0
            : range.MatchesAllSubTypes ? (type.StartsWith(range.Type + "/", StringComparison.OrdinalIgnoreCase) ? 1 : -1)
            : range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) ? 2 : -1;
    }
}

/// <summary>What a caller takes.</summary>
/// <param name="Json">The type of a single result; null where none is taken.</param>
/// <param name="TakesEvents">Whether a stream of events is taken.</param>
/// <param name="PrefersEvents">Whether even a single result is to come as a stream.</param>
internal sealed record AcceptedTypes(string? Json, bool TakesEvents, bool PrefersEvents);
