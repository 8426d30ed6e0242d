namespace Backend.GraphQL;

/// <summary>A listener took its results so slowly that those which it has not had are not kept any more.</summary>
/// <param name="seen">The last change that it was sent; null where there was none.</param>
internal sealed class SlowConsumerException(SyncId? seen)
    : Exception("This stream was read too slowly, and has ended. Subscribe again from the last change that you have had."), ICodedException
{
    /// <inheritdoc />
    public string Code => ErrorCodes.SlowConsumer;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, object?> Extensions =>
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["syncId"] = seen?.Value };
}
