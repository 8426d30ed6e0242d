namespace Backend.GraphQL;

/// <summary>What the caller may spend. The budget refills all the time, as much per minute as `limit` says.</summary>
/// <param name="cost">What this operation costs.</param>
/// <param name="limit">The budget.</param>
/// <param name="remaining">What is left of it, this operation paid.</param>
/// <param name="resetAt">When it is full again.</param>
public sealed class RateLimit(long cost, long limit, long remaining, DateTimeOffset resetAt)
{
    /// <summary>What this operation costs.</summary>
    public int Cost { get; } = (int)Math.Min(cost, int.MaxValue);

    /// <summary>The budget per minute, and the most that can be saved up.</summary>
    public int Limit { get; } = (int)Math.Min(limit, int.MaxValue);

    /// <summary>What is left, this operation paid.</summary>
    public int Remaining { get; } = (int)Math.Min(remaining, int.MaxValue);

    /// <summary>When the budget is full again, if nothing more is spent.</summary>
    public DateTimeOffset ResetAt { get; } = resetAt;
}
