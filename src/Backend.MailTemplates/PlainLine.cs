using System.Globalization;
using System.Text;

namespace Backend.MailTemplates;

/// <summary>Makes one line of what somebody wrote: without line ends and control characters, and of bounded length.</summary>
public static class PlainLine
{
    /// <summary>The text in one line.</summary>
    public static string Of(string text, int maxLength)
    {
        var line = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes())
        {
            // Also those that turn the direction of what follows.
            var hidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
            if (line.Length + rune.Utf16SequenceLength > maxLength - 1)
                return line.Append('…').ToString();
            line.Append(hidden ? " " : rune.ToString());
        }

        return line.ToString().Trim();
    }
}
