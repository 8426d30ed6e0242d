namespace Backend.Platform.Errors;

/// <summary>One input that breaks a rule.</summary>
/// <param name="Message">The rule and how the input breaks it.</param>
/// <param name="Path">The input field, such as <c>["input", "title"]</c>.</param>
public sealed record ValidationFailure(string Message, IReadOnlyList<string> Path);

/// <summary>The input breaks one or more rules; nothing was changed.</summary>
/// <param name="failures">What breaks which rule.</param>
public sealed class ValidationFailedException(IReadOnlyList<ValidationFailure> failures)
    : BackendException("VALIDATION_FAILED", string.Join(' ', failures.Select(failure => failure.Message)))
{
    /// <summary>One field that breaks a rule.</summary>
    /// <param name="field">The input field's name, such as <c>title</c>.</param>
    /// <param name="message">The rule and how the input breaks it.</param>
    public ValidationFailedException(string field, string message)
        : this([new ValidationFailure(message, ["input", field])])
    {
    }

    /// <summary>What breaks which rule.</summary>
    public IReadOnlyList<ValidationFailure> Failures { get; } = failures;
}
