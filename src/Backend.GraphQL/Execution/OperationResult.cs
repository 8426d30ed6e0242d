namespace Backend.GraphQL.Execution;

/// <summary>The result of a plan's execution.</summary>
/// <param name="json">The response.</param>
/// <param name="codes">The codes of its errors.</param>
internal sealed class OperationResult(ResponseBuffer json, IReadOnlyList<string> codes) : IOperationResult
{
    public bool Executed => true;

    public IReadOnlyList<string> ErrorCodes => codes;

    public ReadOnlyMemory<byte> Response => json.Written;

    public ReadOnlyMemory<byte> Errors => throw new InvalidOperationException("An operation that was executed has a response.");

    public void Dispose() => json.Dispose();
}

/// <summary>A request that was refused before it was executed.</summary>
/// <param name="errors">The errors, as a JSON list.</param>
/// <param name="codes">Their codes.</param>
internal sealed class RefusedResult(byte[] errors, IReadOnlyList<string> codes) : IOperationResult
{
    public bool Executed => false;

    public IReadOnlyList<string> ErrorCodes => codes;

    public ReadOnlyMemory<byte> Response { get; } = (byte[])[.. "{\"errors\":"u8, .. errors, (byte)'}'];

    public ReadOnlyMemory<byte> Errors => errors;

    public void Dispose()
    {
        // Its memory is not pooled.
    }
}
