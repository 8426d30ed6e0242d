using System.Text.Json;

namespace Backend.ConformanceTests.Referee;

/// <summary>What must be the same of a response.</summary>
/// <param name="Executed">Whether execution began.</param>
/// <param name="Data">The <c>data</c> member as it was written, byte for byte; null where there is none.</param>
/// <param name="Errors">Path, code and, where it is not an unforeseen failure, the message of each error, sorted.</param>
/// <param name="Text">The whole response.</param>
public sealed record Response(bool Executed, string? Data, IReadOnlyList<string> Errors, string Text)
{
    /// <summary>Reads a response.</summary>
    public static Response Parse(string text, bool executed)
    {
        using var json = JsonDocument.Parse(text);
        var errors = json.RootElement.TryGetProperty("errors", out var list) ? list.EnumerateArray().Select(Describe).ToArray() : [];
        Array.Sort(errors, StringComparer.Ordinal);
        var data = json.RootElement.TryGetProperty("data", out var value) ? value.GetRawText() : null;
        return new Response(executed, data, errors, text);
    }

    /// <summary>
    /// The response as the specification has it where the referee deviates: it counts a source stream that cannot be opened
    /// among the field errors, with <c>data: null</c>; section 6.2.3.1 has it among the request errors, without data.
    /// </summary>
    public Response Corrected() =>
        Data == "null" && Errors.Count > 0 && Errors.All(error => error.StartsWith('-')) ? this with { Executed = false, Data = null } : this;

    /// <summary>Where another response differs; null where it does not.</summary>
    public string? DifferenceTo(Response other) =>
        Executed != other.Executed ? $"executed: {Executed} and {other.Executed}"
        : !string.Equals(Data, other.Data, StringComparison.Ordinal) ? "data"
        : !Compared().SequenceEqual(other.Compared(), StringComparer.Ordinal) ? "errors"
        : null;

    // How many reasons a refusal names is for each executor to say, as long as they are of the same kinds.
    private IEnumerable<string> Compared() =>
        Executed ? Errors : Errors.Select(error => string.Join(' ', error.Split(' ').Take(2))).Distinct(StringComparer.Ordinal);

    // The message of an unforeseen failure holds a random reference; that of a refused document is for people to read.
    private static string Describe(JsonElement error)
    {
        var code = error.GetProperty("extensions").GetProperty("code").GetString();
        var path = error.TryGetProperty("path", out var where) ? where.GetRawText() : "-";
        return $"{path} {code}{(code is "INTERNAL" ? "" : $" {error.GetProperty("message").GetString()}")}";
    }
}
