using System.Text.RegularExpressions;

namespace Backend.IntegrationTests.Access;

/// <summary>Finds ids in texts.</summary>
internal static partial class GlobalIds
{
    /// <summary>Every global id in a text.</summary>
    public static IEnumerable<string> In(string text) => Pattern().Matches(text).Select(match => match.Value);

    [GeneratedRegex("\\b[a-z]+(?:_[a-z]+)*_[0-9a-hjkmnp-tv-z]{26}\\b", RegexOptions.None, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Pattern();
}
