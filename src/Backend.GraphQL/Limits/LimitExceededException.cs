namespace Backend.GraphQL;

/// <summary>A request asks for more than it may.</summary>
/// <param name="code">The code.</param>
/// <param name="message">What is too much, for a person.</param>
/// <param name="extensions">What else the caller may know.</param>
internal sealed class LimitExceededException(string code, string message, IReadOnlyDictionary<string, object?>? extensions = null)
    : Exception(message), ICodedException
{
    public string Code { get; } = code;

    public IReadOnlyDictionary<string, object?> Extensions { get; } = extensions ?? new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>The document is too large in some way.</summary>
    public static void Demand(long count, long limit, string what)
    {
        if (count > limit)
            throw new LimitExceededException(ErrorCodes.DocumentTooLarge, $"The document has more than {limit} {what}.");
    }
}
