using System.Text;
using System.Text.RegularExpressions;
using Backend.Platform.Errors;

namespace Backend.Modules.Tracking;

/// <summary>What names, colors and other texts must look like.</summary>
internal static partial class TextRules
{
    public const int MaxNameLength = 64;
    public const int ColorLength = 7;

    public static string Name(string name) => OneLine(name) is { Length: > 0 and <= MaxNameLength } line
        ? line
        : throw new ValidationFailedException("name", $"A name has 1 to {MaxNameLength} characters.");

    public static string Color(string color) => ColorPattern().IsMatch(color)
        ? color.ToLowerInvariant()
        : throw new ValidationFailedException("color", "A color is written as '#' and six hexadecimal digits, such as '#5e6ad2'.");

    /// <summary>
    /// The text on one line and without white space around it: control characters become blanks, and halves of surrogate
    /// pairs, which no database keeps, become U+FFFD.
    /// </summary>
    public static string OneLine(string text)
    {
        if (!HasSurrogates(text) && !text.Any(char.IsControl))
            return text.Trim();
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            line.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        return line.ToString().Trim();
    }

    /// <summary>The text without what no database keeps: NUL and halves of surrogate pairs.</summary>
    public static string Storable(string text)
    {
        if (!HasSurrogates(text) && !text.Contains('\0', StringComparison.Ordinal))
            return text;
        var storable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => rune.Value != 0))
            storable.Append(rune.ToString());
        return storable.ToString();
    }

    private static bool HasSurrogates(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF');

    [GeneratedRegex(@"^#[0-9A-Fa-f]{6}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex ColorPattern();
}
