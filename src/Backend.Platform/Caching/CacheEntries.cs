using ZiggyCreatures.Caching.Fusion;

namespace Backend.Platform.Caching;

/// <summary>How entries of each kind are kept.</summary>
internal static class CacheEntries
{
    /// <summary>How many entries a node keeps in memory at most.</summary>
    public const int MaxEntries = 50_000;

    private static readonly TimeSpan StaleFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan BetweenFailures = TimeSpan.FromSeconds(5);

    public static FusionCacheEntryOptions Options(CachedKind kind) => new(kind.Lifetime)
    {
        Size = 1,
        // Not all that was read together ends together.
        JitterMaxDuration = kind.Lifetime / 10,
        IsFailSafeEnabled = kind.ServesStale,
        FailSafeMaxDuration = kind.Lifetime + StaleFor,
        FailSafeThrottleDuration = BetweenFailures,
        SkipDistributedCacheRead = !kind.IsShared,
        SkipDistributedCacheWrite = !kind.IsShared,
        // What reads uses the request's own connection, and so must not outlive it.
        FactorySoftTimeout = Timeout.InfiniteTimeSpan,
        FactoryHardTimeout = Timeout.InfiniteTimeSpan,
        AllowTimedOutFactoryBackgroundCompletion = false,
        AllowBackgroundDistributedCacheOperations = true,
    };
}
