using Backend.Contracts.Tracking;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>What is recorded of a batch.</summary>
internal static class ImportRows
{
    /// <summary>The rows of a batch, in the order of the file.</summary>
    public static IReadOnlyList<ImportRow> Of(Import import, ImportBatch batch, IReadOnlyList<ImportOutcome> outcomes, DateTimeOffset now) =>
    [
        .. batch.Issues.Zip(outcomes, (row, outcome) => ImportRow.Create(
                import, row.Line, outcome.Effect, outcome.IssueId, outcome.Effect == ImportEffect.Failed ? outcome.Reason ?? "The row breaks a rule." : null, now))
            .Concat(batch.Failures.Select(row => ImportRow.Create(import, row.Line, ImportEffect.Failed, issueId: null, row.Reason, now)))
            .OrderBy(row => row.Line),
    ];

    public static ImportCounts Count(IReadOnlyList<ImportRow> rows) => new(
        rows.Count(row => row.Effect == ImportEffect.Created), rows.Count(row => row.Effect == ImportEffect.Updated),
        rows.Count(row => row.Effect == ImportEffect.Unchanged), rows.Count(row => row.Effect == ImportEffect.Failed));
}
