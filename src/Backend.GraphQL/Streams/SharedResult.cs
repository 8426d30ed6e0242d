namespace Backend.GraphQL;

/// <summary>A result that goes to many listeners: nobody's to dispose.</summary>
internal sealed class SharedResult : IOperationResult
{
    public required bool Executed { get; init; }

    public required IReadOnlyList<string> ErrorCodes { get; init; }

    public required ReadOnlyMemory<byte> Response { get; init; }

    public required ReadOnlyMemory<byte> Errors { get; init; }

    /// <summary>Copies a result out of its pooled memory, and disposes it.</summary>
    public static SharedResult Take(IOperationResult result)
    {
        using (result)
        {
            return new SharedResult
            {
                Executed = result.Executed,
                ErrorCodes = result.ErrorCodes,
                Response = result.Response.ToArray(),
                Errors = result.Executed ? default : result.Errors.ToArray(),
            };
        }
    }

    public void Dispose()
    {
        // Others may still be sending it.
    }
}

/// <summary>A result of a subscription with its event's place in the log; without one where it is no event.</summary>
internal readonly record struct PlacedResult(IOperationResult Result, SyncId? Place, DateTimeOffset OccurredAt);
