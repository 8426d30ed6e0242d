namespace Backend.Contracts.DataExchange;

/// <summary>How far an import has come.</summary>
/// <param name="Imported">How many issues were created.</param>
/// <param name="Updated">How many were there and have been brought up to date.</param>
/// <param name="Unchanged">How many were there and are the same.</param>
/// <param name="Failed">How many rows could not be imported.</param>
/// <param name="RowsDone">How many rows of the file are done.</param>
/// <param name="RowsTotal">How many there are; null while that is not known.</param>
public sealed record CsvImportProgress(int Imported, int Updated, int Unchanged, int Failed, int RowsDone, int? RowsTotal);

/// <summary>A row that could not be imported.</summary>
/// <param name="Line">The line of the file on which the row begins; the first line is 1.</param>
/// <param name="Reason">Why.</param>
public sealed record CsvRowFailure(long Line, string Reason);

/// <summary>What became of the rows of a file.</summary>
/// <param name="Imported">How many issues were created.</param>
/// <param name="Updated">How many were there and have been brought up to date.</param>
/// <param name="Unchanged">How many were there and are the same.</param>
/// <param name="Failures">The rows that could not be imported, in the order of the file.</param>
public sealed record CsvImportResult(int Imported, int Updated, int Unchanged, IReadOnlyList<CsvRowFailure> Failures);
