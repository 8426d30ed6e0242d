using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Backend.GraphQL;

namespace Backend.Modules.Audit.Entries;

/// <summary>A place of the log as a cursor: only places of entries that the viewer has seen become one.</summary>
internal static class AuditCursor
{
    private const string Prefix = "audit:";

    public static string Write(int sequence) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(Prefix + sequence.ToString(CultureInfo.InvariantCulture)));

    /// <exception cref="BadUserInputException">The text is no cursor of the log.</exception>
    public static long Read(string cursor)
    {
        try
        {
            var text = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor));
            if (text.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
                return place;
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw new BadUserInputException("The cursor is not one of this list. Take it from 'pageInfo' or an edge of the same query.");
    }
}
