namespace Backend.GraphQL;

/// <summary>An argument or variable has a value that the field does not take.</summary>
/// <param name="message">What is wrong with it, for a person.</param>
public sealed class BadUserInputException(string message) : Exception(message), ICodedException
{
    /// <inheritdoc />
    public string Code => ErrorCodes.BadUserInput;

    /// <inheritdoc />
    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);
}
