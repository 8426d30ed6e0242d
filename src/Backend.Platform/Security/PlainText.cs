namespace Backend.Platform.Security;

/// <summary>Makes what a stranger wrote harmless to show and to log: one line, of bounded length.</summary>
public static class PlainText
{
    /// <summary>The text with anything but printable ASCII replaced; null where there is none.</summary>
    public static string? Of(string? text, int maxLength)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var cut = text.Length <= maxLength ? text : text[..maxLength];
        return string.Create(cut.Length, cut, static (plain, source) =>
        {
            for (var index = 0; index < plain.Length; index++)
                plain[index] = char.IsAscii(source[index]) && !char.IsControl(source[index]) ? source[index] : '?';
        });
    }
}
