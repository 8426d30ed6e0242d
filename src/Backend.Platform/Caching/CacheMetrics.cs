using System.Diagnostics.Metrics;
using Backend.Platform.Telemetry;

namespace Backend.Platform.Caching;

/// <summary>Counts how often the cache had what was asked for.</summary>
internal static class CacheMetrics
{
    private static readonly Counter<long> Requests = PlatformTelemetry.Meter.CreateCounter<long>(
        "backend.cache.requests", "{entry}", "How many entries were asked for, by what came of it: a hit, a miss, or one past its lifetime because it could not be read.");

    public static void Count(CachedKind kind, string outcome, int entries = 1)
    {
        if (entries > 0)
            Requests.Add(entries, new("backend.cache.name", kind.FullName), new("backend.cache.outcome", outcome));
    }
}

/// <summary>What came of asking for an entry.</summary>
internal static class CacheOutcome
{
    public const string Hit = "hit";
    public const string Miss = "miss";
    public const string Stale = "stale";
}
