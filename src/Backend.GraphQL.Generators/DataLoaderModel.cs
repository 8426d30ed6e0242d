namespace Backend.GraphQL.Generators;

internal enum DataLoaderKind
{
    /// <summary>One value per key.</summary>
    Batch,

    /// <summary>Many values per key.</summary>
    Group,

    /// <summary>A page of values per key.</summary>
    Page,
}

internal enum ParameterRole
{
    /// <summary>The keys of the batch.</summary>
    Keys,

    /// <summary>Which page is asked for.</summary>
    Page,

    /// <summary>Ends the load.</summary>
    CancellationToken,

    /// <summary>Comes from the scope, through the constructor.</summary>
    Service,
}

/// <summary>A parameter of the method.</summary>
internal sealed record ParameterModel(string Name, string Type, ParameterRole Role);

/// <summary>What the class is written from. Types are fully qualified.</summary>
internal sealed record DataLoaderModel(
    string? Namespace,
    string Name,
    string ContainingType,
    string Method,
    DataLoaderKind Kind,
    string Key,
    string Value,
    string? Contract,
    int? MaxBatchSize,
    EquatableArray<ParameterModel> Parameters);

/// <summary>A method with the attribute: the class to write, or what keeps it from being written.</summary>
internal sealed record DataLoaderCandidate(
    DataLoaderModel? Model, DiagnosticInfo? DuplicateDiagnostic, EquatableArray<DiagnosticInfo> Diagnostics);
