using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL.Limits;

/// <summary>
/// A budget per caller, as a bucket that fills all the time. Kept by this node: several nodes grant as many budgets. A bucket
/// left alone for a minute is full, and so is forgotten without a loss.
/// </summary>
internal sealed class RateBudgets(IOptions<GraphQLLimits> limits, TimeProvider clock)
{
    private const int MaxCallers = 20_000;
    private static readonly TimeSpan FillTime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);
    private readonly Bucket overflow = new(limits.Value.CostPerMinute);
    private readonly long limit = limits.Value.CostPerMinute;
    private long lastSweep = clock.GetTimestamp();

    /// <summary>Takes a cost from the caller's budget, or nothing where it is not there.</summary>
    /// <returns>The budget after it, and how long to wait where it is not there; null where there is no limit.</returns>
    public (RateLimit Budget, TimeSpan? RetryAfter)? Spend(string caller, long cost)
    {
        if (limit == 0)
            return null;
        var now = clock.GetTimestamp();
        var (left, paid) = Find(caller, now).Spend(cost, limit, now, clock);
        var perSecond = limit / FillTime.TotalSeconds;
        var budget = new RateLimit(cost, limit, (long)left, clock.GetUtcNow().AddSeconds((limit - left) / perSecond));
        return (budget, paid ? null : TimeSpan.FromSeconds((cost - left) / perSecond));
    }

    private Bucket Find(string caller, long now)
    {
        if (buckets.TryGetValue(caller, out var known))
            return known;
        if (buckets.Count >= MaxCallers)
            Sweep(now);
        // So many callers within a minute are an attack, or a reason for more nodes: newcomers share one budget until then.
        return buckets.Count >= MaxCallers ? overflow : buckets.GetOrAdd(caller, static (_, full) => new Bucket(full), limit);
    }

    // Once in a second at most, so that a flood of callers does not make each of them look at all.
    private void Sweep(long now)
    {
        var last = Volatile.Read(ref lastSweep);
        if (clock.GetElapsedTime(last, now) < TimeSpan.FromSeconds(1) || Interlocked.CompareExchange(ref lastSweep, now, last) != last)
            return;
        foreach (var (caller, bucket) in buckets)
        {
            if (bucket.IsFull(now, clock))
                buckets.TryRemove(caller, out _);
        }
    }

    private sealed class Bucket(double full)
    {
        private readonly Lock turn = new();
        private double left = full;
        private long? touched;

        public (double Left, bool Paid) Spend(long cost, long limit, long now, TimeProvider clock)
        {
            lock (turn)
            {
                if (touched is { } last && now > last)
                    left = Math.Min(limit, left + clock.GetElapsedTime(last, now) / FillTime * limit);
                if (touched is null || now > touched)
                    touched = now;
                if (left < cost)
                    return (left, false);
                left -= cost;
                return (left, true);
            }
        }

        public bool IsFull(long now, TimeProvider clock)
        {
            lock (turn)
                return touched is { } last && clock.GetElapsedTime(last, now) >= FillTime;
        }
    }
}
