using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Backend.Modules.DataExchange.Csv;

/// <summary>A row as it stands in the file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Values">Its values.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
internal sealed record CsvRow(long Line, IReadOnlyList<string> Values, string? Problem);

/// <summary>Reads rows, broken ones included.</summary>
internal sealed class CsvRows : IDisposable
{
    // A field without an end would otherwise swallow a file of any length.
    private const int MaxFieldLength = 1024 * 1024;

    private readonly CsvParser parser;
    private readonly int columns;
    private bool isBroken;

    public CsvRows(Stream csv)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = _ => isBroken = true,
            MaxFieldSize = MaxFieldLength,
            IgnoreBlankLines = false,
        };
        parser = new CsvParser(new StreamReader(csv, detectEncodingFromByteOrderMarks: true, leaveOpen: true), configuration);
        Header = parser.Read() ? [.. parser.Record ?? []] : [];
        columns = Header.Count;
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Header { get; }

    public async IAsyncEnumerable<CsvRow> ReadAsync()
    {
        while (true)
        {
            isBroken = false;
            var line = parser.RawRow + 1L;
            CsvRow? row = null;
            var ended = false;
            try
            {
                if (await parser.ReadAsync())
                    row = Create(line, parser.Record ?? []);
                else
                    ended = true;
            }
            catch (MaxFieldSizeException)
            {
                // Where the next row begins cannot be known any more.
                row = new CsvRow(line, [], $"A value has more than {MaxFieldLength} characters: a quotation mark may be missing. The rest of the file was not read.");
                ended = true;
            }

            if (row is not null)
                yield return row;
            if (ended)
                yield break;
        }
    }

    public void Dispose() => parser.Dispose();

    private CsvRow? Create(long line, string[] values) => (values, isBroken) switch
    {
        ([] or [""], false) => null,
        (_, true) => new CsvRow(line, values, "The row is not well-formed: check its quotation marks."),
        _ when values.Length != columns => new CsvRow(line, values, string.Create(
            CultureInfo.InvariantCulture, $"The row has {values.Length} values, but the file has {columns} columns.")),
        _ => new CsvRow(line, values, null),
    };
}
