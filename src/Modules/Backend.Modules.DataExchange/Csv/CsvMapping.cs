using Backend.Contracts.DataExchange;
using Backend.Platform.Errors;

namespace Backend.Modules.DataExchange.Csv;

/// <summary>At which place of a row each field stands.</summary>
internal sealed class CsvMapping
{
    private static readonly string[] Required = ["title", "externalId"];

    private readonly Dictionary<string, int> places;

    private CsvMapping(Dictionary<string, int> places) => this.places = places;

    /// <summary>Fits the mapping to the header of a file.</summary>
    /// <exception cref="ValidationFailedException">It does not fit.</exception>
    public static CsvMapping Create(IReadOnlyDictionary<string, string> columns, IReadOnlyList<string> header)
    {
        Demand(columns.Keys.Where(field => !CsvImportOptions.Fields.Contains(field, StringComparer.Ordinal)),
            field => $"There is no field '{field}' to map to; the fields are {string.Join(", ", CsvImportOptions.Fields)}.");
        Demand(Required.Where(field => !columns.ContainsKey(field)), field => $"The field '{field}' needs a column.");
        Demand(columns.Values.Where(column => !header.Contains(column, StringComparer.Ordinal)),
            column => $"The file has no column '{column}'; its columns are {string.Join(", ", header)}.");
        Demand(columns.Values.Where(column => header.Count(name => name == column) > 1),
            column => $"The file has more than one column '{column}'.");
        var names = header.ToList();
        return new CsvMapping(columns.ToDictionary(pair => pair.Key, pair => names.IndexOf(pair.Value), StringComparer.Ordinal));
    }

    /// <summary>The value of a field in a row; null where there is none.</summary>
    public string? Read(IReadOnlyList<string> row, string field) => places.TryGetValue(field, out var place) ? CsvValues.Text(row[place]) : null;

    private static void Demand(IEnumerable<string> wrong, Func<string, string> message)
    {
        ValidationFailure[] failures = [.. wrong.Select(name => new ValidationFailure(message(name), ["columns"]))];
        if (failures.Length > 0)
            throw new ValidationFailedException(failures);
    }
}
