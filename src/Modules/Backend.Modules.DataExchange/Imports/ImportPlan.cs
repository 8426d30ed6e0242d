using System.Runtime.CompilerServices;
using Backend.Contracts.DataExchange;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.DataExchange.Csv;
using Backend.Platform.Errors;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Some rows of a file, to be written together.</summary>
/// <param name="Issues">Those that can be read.</param>
/// <param name="Failures">Those that cannot.</param>
/// <param name="RowsDone">How many rows of the file are done with them.</param>
internal sealed record ImportBatch(IReadOnlyList<CsvIssue> Issues, IReadOnlyList<CsvRowFailure> Failures, int RowsDone);

/// <summary>A file that fits the options of its import, from its first row on.</summary>
internal sealed class ImportPlan(CsvRows rows, CsvIssueReader reader, ITeam? team, string source) : IDisposable
{
    /// <summary>The team; null while it is yet to be created.</summary>
    public ITeam? Team => team;

    /// <summary>What the external ids belong to.</summary>
    public string Source => source;

    /// <summary>The file's rows in batches.</summary>
    /// <param name="size">How many rows a batch has.</param>
    /// <param name="done">How many rows are done already; they are read, because they may not come again, and passed over.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ImportBatch> ReadAsync(int size, int done, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (issues, failures, read) = (new List<CsvIssue>(size), new List<CsvRowFailure>(), 0);
        await foreach (var row in rows.ReadAsync(cancellationToken))
        {
            try
            {
                issues.Add(new CsvIssue(row.Line, reader.Read(row)));
            }
            catch (ValidationFailedException broken)
            {
                failures.Add(new CsvRowFailure(row.Line, broken.Message));
            }

            read++;
            if (read <= done)
            {
                issues.Clear();
                failures.Clear();
            }
            else if (issues.Count + failures.Count == size)
            {
                yield return new ImportBatch(issues, failures, read);
                (issues, failures) = (new List<CsvIssue>(size), []);
            }
        }

        if (issues.Count + failures.Count > 0)
            yield return new ImportBatch(issues, failures, read);
    }

    public void Dispose() => rows.Dispose();
}

/// <summary>Makes plans of files.</summary>
internal sealed class ImportPlans(ITeamDirectory teams, IIssueImport issues)
{
    /// <summary>Begins to read a file from its start.</summary>
    /// <exception cref="ValidationFailedException">The options do not fit the file or the team.</exception>
    public async Task<ImportPlan> PrepareAsync(CsvImportOptions options, Stream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        var rows = new CsvRows(file);
        try
        {
            var mapping = CsvMapping.Create(options.Columns, await rows.ReadHeaderAsync(cancellationToken));
            var team = await teams.FindByKeyAsync(options.TeamKey, cancellationToken);
            var stateNames = await issues.GetStateNamesAsync(team, cancellationToken);
            DemandStates(options, stateNames);
            return new ImportPlan(rows, new CsvIssueReader(mapping, options.States, stateNames), team, options.Source);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Whether the options fit the file's first line and the team's states.</summary>
    /// <exception cref="ValidationFailedException">They do not.</exception>
    public async Task CheckAsync(CsvImportOptions options, Stream file, CancellationToken cancellationToken) =>
        (await PrepareAsync(options, file, cancellationToken)).Dispose();

    /// <summary>How many rows a file has.</summary>
    public static async Task<int> CountAsync(Stream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        using var rows = new CsvRows(file);
        await rows.ReadHeaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken).CountAsync(cancellationToken);
    }

    private static void DemandStates(CsvImportOptions options, IReadOnlyList<string> stateNames)
    {
        ValidationFailure[] unknown = [.. options.States.Values
            .Where(name => !stateNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => new ValidationFailure($"The team has no state '{name}'; its states are {string.Join(", ", stateNames)}.", ["states"]))];
        if (unknown.Length > 0)
            throw new ValidationFailedException(unknown);
    }
}
