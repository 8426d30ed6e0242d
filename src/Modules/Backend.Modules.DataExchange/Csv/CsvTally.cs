using Backend.Contracts.DataExchange;
using Backend.Contracts.Tracking;

namespace Backend.Modules.DataExchange.Csv;

/// <summary>An issue and the line on which its row begins.</summary>
internal sealed record CsvIssue(long Line, ImportedIssue Issue);

/// <summary>Counts what became of the rows.</summary>
internal sealed class CsvTally
{
    private readonly List<CsvRowFailure> failures = [];
    private int imported;
    private int updated;
    private int unchanged;

    public void Fail(long line, string reason) => failures.Add(new CsvRowFailure(line, reason));

    public void Add(IReadOnlyList<CsvIssue> batch, IReadOnlyList<ImportOutcome> outcomes)
    {
        foreach (var (row, outcome) in batch.Zip(outcomes))
        {
            switch (outcome.Status)
            {
                case ImportStatus.Created:
                    imported++;
                    break;
                case ImportStatus.Updated:
                    updated++;
                    break;
                case ImportStatus.Unchanged:
                    unchanged++;
                    break;
                default:
                    Fail(row.Line, outcome.Reason ?? "The row breaks a rule.");
                    break;
            }
        }
    }

    public CsvImportProgress Progress(Stream csv) => csv.CanSeek
        ? new(imported, updated, unchanged, failures.Count, csv.Position, csv.Length)
        : new(imported, updated, unchanged, failures.Count, 0, null);

    public CsvImportResult Result() => new(imported, updated, unchanged, [.. failures.OrderBy(failure => failure.Line)]);
}
