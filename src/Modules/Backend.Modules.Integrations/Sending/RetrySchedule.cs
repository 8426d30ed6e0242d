using System.Security.Cryptography;
using Backend.Modules.Integrations.Webhooks;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Integrations.Sending;

/// <summary>When what failed is tried again.</summary>
internal sealed class RetrySchedule(IOptions<WebhookOptions> options)
{
    /// <summary>After so many failures in a row an endpoint is left alone for a while, whatever waits for it.</summary>
    public const int Threshold = 5;

    /// <summary>The longest that a receiver's own <c>Retry-After</c> is heeded.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(1);

    // Ten more attempts over 23 hours and 42 minutes.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4), TimeSpan.FromHours(6), TimeSpan.FromHours(10),
    ];

    /// <summary>The pause after so many tries; null where that was the last.</summary>
    public TimeSpan? PauseAfter(int tries, TimeSpan? retryAfter)
    {
        var pauses = options.Value.RetryPauses ?? Pauses;
        if (tries > pauses.Count)
            return null;
        var asked = retryAfter is { } wanted ? TimeSpan.FromTicks(Math.Clamp(wanted.Ticks, 0, LongestRetryAfter.Ticks)) : TimeSpan.Zero;
        var own = Jitter(pauses[tries - 1]);
        return own > asked ? own : asked;
    }

    /// <summary>For how long an endpoint is left alone after so many failures in a row; null where it is not.</summary>
    public TimeSpan? BreakAfter(int failures)
    {
        if (failures < Threshold)
            return null;
        var seconds = Math.Min(options.Value.LongestBreak.TotalSeconds, Math.Pow(2, Math.Min(failures - Threshold, 20)));
        return Jitter(TimeSpan.FromSeconds(seconds));
    }

    // Somewhere between four fifths and six fifths, so that what failed together does not come again together.
    private static TimeSpan Jitter(TimeSpan pause) => pause * (0.8 + (RandomNumberGenerator.GetInt32(0, 401) / 1_000.0));
}
