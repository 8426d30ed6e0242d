using Microsoft.Extensions.Options;

namespace Backend.Platform.Audit;

/// <summary>The audit log. <c>Backend:Audit</c>.</summary>
public sealed record AuditOptions
{
    /// <summary>After how many days entries are removed; 0 keeps them for ever.</summary>
    public int RetentionDays { get; init; } = 730;

    /// <summary>How many denied attempts of one person in a workspace are written down per minute; the next entry counts the others.</summary>
    public int DenialsPerMinute { get; init; } = 10;
}

/// <summary>Refuses to start with settings that make no sense.</summary>
internal sealed class AuditOptionsValidator : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options) => options switch
    {
        { RetentionDays: < 0 or > 36_500 } => ValidateOptionsResult.Fail(
            $"Backend__Audit__RetentionDays is {options.RetentionDays}. Set it to 1 to 36500 days, or to 0 to keep entries for ever."),
        { DenialsPerMinute: < 1 or > 1_000 } => ValidateOptionsResult.Fail(
            $"Backend__Audit__DenialsPerMinute is {options.DenialsPerMinute}. Set it to 1 to 1000."),
        _ => ValidateOptionsResult.Success,
    };
}
