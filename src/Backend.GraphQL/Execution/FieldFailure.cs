namespace Backend.GraphQL.Execution;

/// <summary>Stands in place of a value that could not be had.</summary>
/// <param name="Reason">Why.</param>
internal sealed record FieldFailure(Exception Reason);
