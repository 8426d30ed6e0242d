using Microsoft.Extensions.Options;

namespace Backend.Platform.Events;

/// <summary>How long changes are kept in the change feed. <c>Backend:Events</c>.</summary>
public sealed record EventRetentionOptions
{
    /// <summary>After how many days changes are purged; 0 keeps them for ever.</summary>
    public int RetentionDays { get; init; } = 90;
}

/// <summary>Refuses to start with a retention that makes no sense.</summary>
internal sealed class EventRetentionOptionsValidator : IValidateOptions<EventRetentionOptions>
{
    private const int Longest = 36_500;

    public ValidateOptionsResult Validate(string? name, EventRetentionOptions options) => options.RetentionDays is >= 0 and <= Longest
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Backend__Events__RetentionDays is {options.RetentionDays}. Set it to 1 to {Longest} days, or to 0 to keep changes for ever.");
}
