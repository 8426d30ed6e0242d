using System.Globalization;
using Backend.Contracts.Tracking;
using Backend.Platform.Errors;

namespace Backend.Modules.DataExchange.Csv;

/// <summary>Makes issues of rows.</summary>
/// <param name="mapping">Which column is which field.</param>
/// <param name="states">The team's state for each value of the state column.</param>
/// <param name="stateNames">The names of the team's states.</param>
internal sealed class CsvIssueReader(CsvMapping mapping, IReadOnlyDictionary<string, string> states, IEnumerable<string> stateNames)
{
    private readonly Dictionary<string, string> states = new(states, StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> stateNames = new(stateNames, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, long> lines = new(StringComparer.Ordinal);

    /// <summary>The issue of a row.</summary>
    /// <exception cref="ValidationFailedException">It cannot be made; the message says why.</exception>
    public ImportedIssue Read(CsvRow row)
    {
        if (row.Problem is { } problem)
            throw Bad("row", problem);
        var issue = new ImportedIssue
        {
            ExternalId = mapping.Read(row.Values, "externalId")?.Trim() ?? throw Bad("externalId", "The external id is missing."),
            Title = mapping.Read(row.Values, "title") ?? throw Bad("title", "The title is missing."),
            DescriptionMarkdown = mapping.Read(row.Values, "description"),
            StateName = State(row),
            Priority = Priority(row),
            CreatedAt = Time(row, "createdAt"),
            ClosedAt = Time(row, "completedAt"),
        };
        return lines.TryAdd(issue.ExternalId, row.Line) ? issue : throw Bad(
            "externalId", string.Create(CultureInfo.InvariantCulture, $"The external id '{issue.ExternalId}' stands in line {lines[issue.ExternalId]} already."));
    }

    private string? State(CsvRow row)
    {
        if (mapping.Read(row.Values, "state")?.Trim() is not { } value)
            return null;
        var name = states.GetValueOrDefault(value, value);
        return stateNames.Contains(name) ? name : throw Bad("state", $"The state '{value}' is neither mapped to one of the team's states nor the name of one.");
    }

    private int? Priority(CsvRow row) => mapping.Read(row.Values, "priority") is not { } value ? null
        : int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var priority) ? priority
        : throw Bad("priority", $"The priority '{value}' is not a whole number.");

    private DateTimeOffset? Time(CsvRow row, string field) => mapping.Read(row.Values, field) is not { } value ? null
        : CsvValues.TryTime(value, out var time) ? time
        : throw Bad(field, $"The date '{value}' cannot be read; write it as 2026-11-22 or 2026-11-22T23:05:00Z.");

    private static ValidationFailedException Bad(string field, string message) => new(field, message);
}
