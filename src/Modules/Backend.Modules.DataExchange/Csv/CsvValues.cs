using System.Collections.Frozen;
using System.Globalization;

namespace Backend.Modules.DataExchange.Csv;

/// <summary>How values are written in files.</summary>
internal static class CsvValues
{
    // What programs write where there is no value: Python's csv and str, JSON, SQL dumps, pandas.
    private static readonly FrozenSet<string> Nulls = new[] { "", "None", "null", "NULL", "NaN" }.ToFrozenSet(StringComparer.Ordinal);

    // ISO 8601, with 'T' or a blank; the offset may be missing, which means UTC.
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd",
    ];

    public static string? Text(string value) => Nulls.Contains(value.Trim()) ? null : value;

    public static bool TryTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text.Trim(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
