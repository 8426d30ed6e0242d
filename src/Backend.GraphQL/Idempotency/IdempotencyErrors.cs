namespace Backend.GraphQL;

/// <summary>The idempotency key was used for another operation while it was kept.</summary>
public sealed class IdempotencyKeyReusedException()
    : Exception("This idempotency key was used for another operation. Use a new key for each operation, and the same one only to repeat it."), ICodedException
{
    /// <inheritdoc />
    public string Code => ErrorCodes.IdempotencyKeyReused;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);
}

/// <summary>The operation with this idempotency key still runs.</summary>
public sealed class IdempotencyInProgressException()
    : Exception("The operation with this idempotency key still runs. Repeat the request in a moment."), ICodedException
{
    /// <inheritdoc />
    public string Code => ErrorCodes.IdempotencyInProgress;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);
}
