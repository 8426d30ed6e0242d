using Backend.Contracts.DataExchange;
using Backend.GraphQL;
using Backend.Platform.Errors;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>A field of an issue that a column may hold.</summary>
internal enum ImportField
{
    /// <summary>The title; needs a column.</summary>
    Title,

    /// <summary>Its id where it comes from; needs a column.</summary>
    ExternalId,

    /// <summary>The description, as Markdown.</summary>
    Description,

    /// <summary>The state, by a name of the team's or by a value that <c>states</c> maps.</summary>
    State,

    /// <summary>The priority: 0 none, 1 low, 2 medium, 3 high, 4 urgent.</summary>
    Priority,

    /// <summary>When it was created there.</summary>
    CreatedAt,

    /// <summary>When it was completed or canceled there.</summary>
    CompletedAt,
}

/// <summary>Which column holds a field.</summary>
internal sealed record ImportColumnInput
{
    /// <summary>The field.</summary>
    public required ImportField Field { get; init; }

    /// <summary>The column's name in the first line of the file.</summary>
    public required string Column { get; init; }
}

/// <summary>Which state a value stands for.</summary>
internal sealed record ImportStateInput
{
    /// <summary>The value in the file; upper and lower case are alike.</summary>
    public required string Value { get; init; }

    /// <summary>The name of the team's state.</summary>
    public required string State { get; init; }
}

/// <summary>A new import.</summary>
internal sealed record ImportCreateInput
{
    /// <summary>An id made by the client: a global id of type Import over a UUID of version 7 that no import of the workspace has yet. Where none is given, the server makes one.</summary>
    [ID<Import>]
    public Guid? Id { get; init; }

    /// <summary>The key of the team that gets the issues; the team is created with the start where there is none.</summary>
    public required string TeamKey { get; init; }

    /// <summary>Which column is which field; <c>TITLE</c> and <c>EXTERNAL_ID</c> must be there.</summary>
    public required IReadOnlyList<ImportColumnInput> Columns { get; init; }

    /// <summary>Which value is which state; other values are names of states.</summary>
    public IReadOnlyList<ImportStateInput>? States { get; init; }

    /// <summary>What the external ids belong to, 1 to 64 characters: the same id from another source is another issue.</summary>
    public string Source { get; init; } = "csv";

    /// <summary>The file's name, at most 255 characters.</summary>
    public string? FileName { get; init; }

    /// <summary>The file itself, where it is small: comma-separated values (RFC 4180). Larger ones are sent to <c>uploadUrl</c>.</summary>
    public string? Csv { get; init; }

    /// <exception cref="ValidationFailedException">Something is there twice, missing, or too long.</exception>
    public CsvImportOptions ToOptions()
    {
        if (Source.Trim().Length is 0 or > 64)
            throw new ValidationFailedException("source", "A source has 1 to 64 characters.");
        if (FileName?.Length > Import.MaxNameLength)
            throw new ValidationFailedException("fileName", $"A file's name has at most {Import.MaxNameLength} characters.");
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in Columns)
        {
            if (!columns.TryAdd(NameOf(column.Field), column.Column))
                throw new ValidationFailedException("columns", "A field is mapped to two columns.");
        }

        if (!columns.ContainsKey(NameOf(ImportField.Title)) || !columns.ContainsKey(NameOf(ImportField.ExternalId)))
            throw new ValidationFailedException("columns", "TITLE and EXTERNAL_ID need a column.");
        var states = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var state in States ?? [])
        {
            if (!states.TryAdd(state.Value, state.State))
                throw new ValidationFailedException("states", $"The value '{state.Value}' is mapped to two states.");
        }

        return new CsvImportOptions { TeamKey = TeamKey, Columns = columns, States = states, Source = Source.Trim() };
    }

    // As the options, and the command line, name it.
    private static string NameOf(ImportField field)
    {
        var name = field.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

/// <summary>Names an import to try out.</summary>
internal sealed record ImportValidateInput
{
    /// <summary>The import.</summary>
    [ID<Import>]
    public required Guid Id { get; init; }
}

/// <summary>Names an import to start.</summary>
internal sealed record ImportStartInput
{
    /// <summary>The import.</summary>
    [ID<Import>]
    public required Guid Id { get; init; }
}

/// <summary>Names an import to stop.</summary>
internal sealed record ImportCancelInput
{
    /// <summary>The import.</summary>
    [ID<Import>]
    public required Guid Id { get; init; }
}

/// <summary>Names an import to roll back.</summary>
internal sealed record ImportRollbackInput
{
    /// <summary>The import.</summary>
    [ID<Import>]
    public required Guid Id { get; init; }
}
