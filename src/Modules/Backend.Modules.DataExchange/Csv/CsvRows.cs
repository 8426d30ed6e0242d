using System.Globalization;
using System.Runtime.CompilerServices;
using Backend.Platform.Errors;
using CsvHelper;

namespace Backend.Modules.DataExchange.Csv;

/// <summary>A row as it stands in the file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Values">Its values.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
internal sealed record CsvRow(long Line, IReadOnlyList<string> Values, string? Problem);

/// <summary>Reads rows, broken ones included.</summary>
internal sealed class CsvRows : IDisposable
{
    // A quotation mark that is never closed would otherwise swallow a file of any length.
    private const int MaxRowBytes = 4 * 1024 * 1024;

    private readonly CsvReader reader;
    private CsvMalformedRecord? malformed;
    private bool hasEnded;

    public CsvRows(Stream csv) => reader = CsvReader.Create(csv, new CsvReaderOptions
    {
        Separator = ',',
        TrackLineNumbers = true,
        MaxRecordSize = MaxRowBytes,
        OnMalformedRecord = record => malformed = record,
    }, leaveOpen: true);

    /// <summary>The names of the columns.</summary>
    /// <exception cref="ValidationFailedException">They cannot be read.</exception>
    public async Task<IReadOnlyList<string>> ReadHeaderAsync(CancellationToken cancellationToken)
    {
        try
        {
            await reader.ReadHeaderAsync(cancellationToken);
            return [.. reader.Headers];
        }
        catch (CsvFormatException)
        {
            throw new ValidationFailedException("csv", "The first line of the file, which names the columns, cannot be read.");
        }
    }

    /// <summary>The rows after the header; lines without anything are passed over.</summary>
    public async IAsyncEnumerable<CsvRow> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var row = await NextAsync(cancellationToken); row is not null; row = await NextAsync(cancellationToken))
            yield return row;
    }

    public void Dispose() => reader.Dispose();

    private async Task<CsvRow?> NextAsync(CancellationToken cancellationToken)
    {
        malformed = null;
        try
        {
            return !hasEnded && await reader.ReadAsync(cancellationToken) ? Current() : null;
        }
        catch (CsvFormatException broken)
        {
            // Where the next row begins cannot be known.
            hasEnded = true;
            return new CsvRow(broken.LineNumber, [], "The row is too long, as if a quotation mark were missing. The rest of the file was not read.");
        }
    }

    private CsvRow Current()
    {
        string[] values = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];
        var problem = malformed is { } record ? Explain(record)
            : values.Length == reader.Headers.Count ? null
            : string.Create(CultureInfo.InvariantCulture, $"The row has {values.Length} values, but the file has {reader.Headers.Count} columns.");
        return new CsvRow(reader.LineNumber, values, problem);
    }

    private string Explain(CsvMalformedRecord record)
    {
        var lines = reader.RawRecord.Count((byte)'\n');
        var extent = lines == 0 ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" Everything up to line {record.LineNumber + lines} was taken for a part of it.");
        return record.Reason switch
        {
            CsvMalformedReason.StrayQuote => "The row has a quotation mark within a value that is not quoted.",
            CsvMalformedReason.TextAfterClosingQuote => "The row has text after a closing quotation mark.",
            CsvMalformedReason.UnterminatedQuote => "The row has a quotation mark that is never closed.",
            _ => "The row is not well-formed.",
        } + extent;
    }
}
