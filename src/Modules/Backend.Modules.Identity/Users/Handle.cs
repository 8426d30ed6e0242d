using System.Globalization;
using System.Text;

namespace Backend.Modules.Identity.Users;

/// <summary>Makes handles out of names and e-mail addresses.</summary>
internal static class Handle
{
    // Leaves room for the number that tells two people apart.
    private const int MaxBaseLength = UserRules.MaxHandleLength - 8;

    /// <summary>The handle that suits a name (<c>Zoë Ångström</c> gives <c>zoe.angstrom</c>) or an e-mail address (its local part).</summary>
    public static string From(string source)
    {
        var at = source.IndexOf('@', StringComparison.Ordinal);
        var text = at > 0 ? source[..at] : source;
        var handle = new StringBuilder();
        foreach (var character in text.Normalize(NormalizationForm.FormD).Where(character => CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark))
        {
            var lower = char.ToLowerInvariant(character);
            if (char.IsAsciiLetterOrDigit(lower) || (lower is '.' or '_' or '-' && handle.Length > 0))
                handle.Append(lower);
            else if (handle.Length > 0 && handle[^1] != '.')
                handle.Append('.');
        }

        var cut = handle.ToString()[..Math.Min(handle.Length, MaxBaseLength)].TrimEnd('.', '_', '-');
        return cut.Length > 0 ? cut : "user";
    }

    /// <summary>The handle itself where it is free, else the first free one with a number behind it.</summary>
    public static string FirstFree(string handle, IReadOnlySet<string> taken)
    {
        var free = handle;
        for (var number = 2; taken.Contains(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{handle}{number}");
        return free;
    }
}
