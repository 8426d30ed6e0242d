using GraphQL;

namespace Backend.GraphQL;

/// <summary>A GraphQL request as a transport read it.</summary>
/// <param name="Query">The document; null where it is only named.</param>
/// <param name="OperationName">Which of its operations; null where it has one.</param>
/// <param name="Variables">The variables as they were sent.</param>
/// <param name="Allowed">Which kinds of operations may run.</param>
public sealed record OperationRequest(string? Query, string? OperationName, Inputs Variables, OperationKinds Allowed = OperationKinds.All)
{
    /// <summary>The id of a trusted document; null where none is named.</summary>
    public string? DocumentId { get; init; }

    /// <summary>The hash by which the document is, or is to be, kept; null where none is given.</summary>
    public string? PersistedQueryHash { get; init; }

    /// <summary>The key under which a mutation may be repeated without being done again; null where it has none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether the response says what the operation costs.</summary>
    public bool ReportsCost { get; init; }
}
