namespace Backend.GraphQL.Idempotency;

/// <summary>An answer that was given before, byte for byte.</summary>
internal sealed class KeptAnswer(ReadOnlyMemory<byte> answer, bool isReplay) : IOperationResult
{
    public bool Executed => true;

    public bool IsReplay => isReplay;

    public IReadOnlyList<string> ErrorCodes => [];

    public ReadOnlyMemory<byte> Response => answer;

    public ReadOnlyMemory<byte> Errors => throw new InvalidOperationException("An operation that was executed has a response.");

    public void Dispose()
    {
        // Its memory is not pooled.
    }
}
