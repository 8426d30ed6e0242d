using Backend.Contracts.Tracking;

namespace Backend.Modules.DataExchange.Csv;

/// <summary>An issue and the line on which its row begins.</summary>
internal sealed record CsvIssue(long Line, ImportedIssue Issue);
