using Microsoft.Extensions.Options;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>How webhooks are sent, set as <c>Backend:Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    /// <summary>How long one attempt may take, from the connection to the end of the answer's head.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The pauses between the attempts; null for those of <see cref="Sending.RetrySchedule"/>, about 24 hours.</summary>
    public IReadOnlyList<TimeSpan>? RetryPauses { get; set; }

    /// <summary>For how long at most an endpoint that fails again and again is left alone before it is tried once more.</summary>
    public TimeSpan LongestBreak { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After how long of nothing but failures an endpoint is given up.</summary>
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>How many deliveries of one endpoint are under way at once.</summary>
    public int Concurrency { get; set; } = 8;

    /// <summary>How many endpoints a node sends to at once.</summary>
    public int Endpoints { get; set; } = 64;

    /// <summary>How many webhooks a workspace may have.</summary>
    public int MaxPerWorkspace { get; set; } = 100;

    /// <summary>For how many days deliveries are kept, with their payload and their attempts, after they ended.</summary>
    public int RetentionDays { get; set; } = 30;
}

internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var failures = new List<string>();
        Demand(options.Timeout >= TimeSpan.FromMilliseconds(100) && options.Timeout <= TimeSpan.FromMinutes(2), $"Backend__Webhooks__Timeout is {options.Timeout}: give it 00:00:00.1 to 00:02:00.");
        Demand(options.LongestBreak >= TimeSpan.FromSeconds(1) && options.LongestBreak <= TimeSpan.FromHours(1), $"Backend__Webhooks__LongestBreak is {options.LongestBreak}: give it 00:00:01 to 01:00:00.");
        Demand(options.DisableAfter > TimeSpan.Zero, $"Backend__Webhooks__DisableAfter is {options.DisableAfter}: give it some time, such as 5.00:00:00 for five days.");
        Demand(options.Concurrency is >= 1 and <= 64, $"Backend__Webhooks__Concurrency is {options.Concurrency}: give it 1 to 64.");
        Demand(options.Endpoints is >= 1 and <= 1_000, $"Backend__Webhooks__Endpoints is {options.Endpoints}: give it 1 to 1,000.");
        Demand(options.MaxPerWorkspace is >= 0 and <= 100_000, $"Backend__Webhooks__MaxPerWorkspace is {options.MaxPerWorkspace}: give it 0 to 100,000.");
        Demand(options.RetentionDays is >= 1 and <= 3_650, $"Backend__Webhooks__RetentionDays is {options.RetentionDays}: give it 1 to 3,650 days.");
        Demand(options.RetryPauses is null || options.RetryPauses.All(pause => pause > TimeSpan.Zero), "Backend__Webhooks__RetryPauses holds a pause that is none: give each some time, such as 00:00:05.");
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;

        void Demand(bool holds, string otherwise)
        {
            if (!holds)
                failures.Add(otherwise);
        }
    }
}
