namespace Backend.ConformanceTests.Referee;

/// <summary>A request as a client would send it.</summary>
/// <param name="Query">The document.</param>
/// <param name="OperationName">Which of its operations; null where it has one.</param>
/// <param name="Variables">A JSON object.</param>
public sealed record Request(string Query, string? OperationName = null, string Variables = "{}")
{
    /// <inheritdoc />
    public override string ToString() => $"operation {OperationName ?? "(only)"}\nvariables {Variables}\n{Query}";
}
