using System.Security.Cryptography;

namespace Backend.Platform.Jobs;

/// <summary>How a job is run.</summary>
public sealed record JobPolicy
{
    /// <summary>The queue, one of <see cref="JobQueues"/>.</summary>
    public string Queue { get; init; } = JobQueues.Default;

    /// <summary>How often it is tried before it is a dead letter.</summary>
    public int Attempts { get; init; } = 10;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The pause before the second attempt; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Whether the job saves its work in batches, each with its checkpoint (<see cref="JobContext.SaveAsync"/>). Otherwise all
    /// that it changes is one transaction with the record that it is done.
    /// </summary>
    public bool InBatches { get; init; }

    /// <summary>
    /// The pause after so many attempts: exponential, and somewhere in its upper half by chance, so that what failed together
    /// does not come again together (Marc Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog 2015).
    /// </summary>
    public TimeSpan PauseAfter(int attempts)
    {
        var longest = Math.Min(LongestPause.TotalMilliseconds, FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(attempts - 1, 30)));
        return TimeSpan.FromMilliseconds((longest / 2) + (RandomNumberGenerator.GetInt32(0, 1_001) / 1_000.0 * longest / 2));
    }
}
