namespace Backend.Contracts.DataExchange;

/// <summary>Imports issues from a CSV file into a team of the workspace in whose scope the call is made, and waits for it.</summary>
public interface ICsvIssueImport
{
    /// <summary>
    /// Reads a file of comma-separated values (RFC 4180, UTF-8, first line the names of the columns) and creates or updates an
    /// issue per row. A row that cannot be read or breaks a rule is reported and does not stop the others. Importing the same
    /// file again changes nothing.
    /// <para>
    /// The import is a job: this process does it, unless a worker is faster. One that was broken off before its end, for the
    /// same file and options, goes on where it was.
    /// </para>
    /// </summary>
    /// <param name="csv">The file.</param>
    /// <param name="fileName">Its name, for people; null for none.</param>
    /// <param name="options">Into which team, and which column is which field.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Ends the wait and hands the job back; a worker, or a further call, goes on with it.</param>
    /// <returns>What became of the rows.</returns>
    /// <exception cref="Backend.Platform.Errors.BackendException">The options do not fit the file, and nothing was imported; or the job failed.</exception>
    Task<CsvImportResult> RunAsync(
        Stream csv, string? fileName, CsvImportOptions options, IProgress<CsvImportProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>Into which team a file is imported, and which column is which field.</summary>
public sealed record CsvImportOptions
{
    /// <summary>The fields that a column may be mapped to: <c>title</c> and <c>externalId</c>, which must be, and the others.</summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["title", "externalId", "description", "state", "priority", "createdAt", "completedAt"];

    /// <summary>The key of the team, which is created if it is missing.</summary>
    public required string TeamKey { get; init; }

    /// <summary>The column of each field, by the field's name.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>
    /// The team's state for each value of the state column. A value that is not among them is taken as the name of a state.
    /// Upper and lower case are alike.
    /// </summary>
    public IReadOnlyDictionary<string, string> States { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the external ids belong to: the same id from another source is another issue.</summary>
    public string Source { get; init; } = "csv";
}
