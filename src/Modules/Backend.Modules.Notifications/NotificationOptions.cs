using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications;

/// <summary>How people are told. <c>Backend:Notifications</c>.</summary>
internal sealed record NotificationOptions
{
    /// <summary>After how long a batched mail is sent, with what else has happened to the same issue by then.</summary>
    public TimeSpan BatchPause { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>At which hour of a person's own day the daily mail is sent, 0 to 23.</summary>
    public int DigestHour { get; init; } = 8;

    /// <summary>After how many days notifications are deleted; 0 keeps them for ever.</summary>
    public int RetentionDays { get; init; } = 180;
}

/// <summary>Refuses to start with values that make no sense.</summary>
internal sealed class NotificationOptionsValidator : IValidateOptions<NotificationOptions>
{
    public ValidateOptionsResult Validate(string? name, NotificationOptions options)
    {
        List<string> failures = [];
        if (options.BatchPause < TimeSpan.Zero || options.BatchPause > TimeSpan.FromDays(1))
            failures.Add($"Backend__Notifications__BatchPause is {options.BatchPause}. Set it to at most a day, such as 00:03:00.");
        if (options.DigestHour is < 0 or > 23)
            failures.Add($"Backend__Notifications__DigestHour is {options.DigestHour}. Set it to an hour of the day, 0 to 23.");
        if (options.RetentionDays is < 0 or > 36_500)
            failures.Add($"Backend__Notifications__RetentionDays is {options.RetentionDays}. Set it to 1 to 36500 days, or to 0 to keep notifications for ever.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
