using System.Runtime.CompilerServices;
using Backend.Contracts.DataExchange;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.DataExchange.Csv;

/// <summary>Reads, maps and hands over in batches, each in a scope and a transaction of its own.</summary>
internal sealed class CsvIssueImport(BackendDbContext db, ITeamDirectory teams, IIssueImport issues, IServiceScopeFactory scopes) : ICsvIssueImport
{
    public async Task<CsvImportResult> RunAsync(
        Stream csv, CsvImportOptions options, IProgress<CsvImportProgress>? progress, CancellationToken cancellationToken)
    {
        using var rows = new CsvRows(csv);
        var mapping = CsvMapping.Create(options.Columns, await rows.ReadHeaderAsync(cancellationToken));
        var team = await teams.FindByKeyAsync(options.TeamKey, cancellationToken);
        var stateNames = await issues.GetStateNamesAsync(team, cancellationToken);
        DemandStates(options, stateNames);
        team ??= await teams.CreateAsync(options.TeamKey, options.TeamKey, cancellationToken);
        var reader = new CsvIssueReader(mapping, options.States, stateNames);
        var tally = new CsvTally();
        await foreach (var batch in ReadBatchesAsync(rows, reader, options.BatchSize, tally, cancellationToken))
        {
            tally.Add(batch, await ImportAsync(team, options.Source, batch, cancellationToken));
            progress?.Report(tally.Progress(csv));
        }

        return tally.Result();
    }

    private static void DemandStates(CsvImportOptions options, IReadOnlyList<string> stateNames)
    {
        ValidationFailure[] unknown = [.. options.States.Values
            .Where(name => !stateNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => new ValidationFailure($"The team has no state '{name}'; its states are {string.Join(", ", stateNames)}.", ["states"]))];
        if (unknown.Length > 0)
            throw new ValidationFailedException(unknown);
    }

    // A row that cannot be read is counted at once and is in no batch.
    private static async IAsyncEnumerable<IReadOnlyList<CsvIssue>> ReadBatchesAsync(
        CsvRows rows, CsvIssueReader reader, int size, CsvTally tally, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batch = new List<CsvIssue>(size);
        await foreach (var row in rows.ReadAsync(cancellationToken))
        {
            try
            {
                batch.Add(new CsvIssue(row.Line, reader.Read(row)));
            }
            catch (ValidationFailedException broken)
            {
                tally.Fail(row.Line, broken.Message);
            }

            if (batch.Count < size)
                continue;
            yield return batch;
            batch = new List<CsvIssue>(size);
        }

        // The last batch, be it empty, shows the progress of a file that ends in rows which cannot be read.
        yield return batch;
    }

    private async Task<IReadOnlyList<ImportOutcome>> ImportAsync(
        ITeam team, string source, IReadOnlyList<CsvIssue> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return [];
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<BackendDbContext>().Session = db.Session;
        return await scope.ServiceProvider.GetRequiredService<IIssueImport>()
            .ImportAsync(team, source, [.. batch.Select(row => row.Issue)], cancellationToken);
    }
}
