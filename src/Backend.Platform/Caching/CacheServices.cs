using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ZiggyCreatures.Caching.Fusion;

namespace Backend.Platform.Caching;

/// <summary>Registers the cache.</summary>
public static class CacheServices
{
    /// <summary>Adds the cache: in memory, and in Redis beneath it where there is one.</summary>
    internal static IServiceCollection AddReadThroughCache(this IServiceCollection services) => services
        .AddSingleton(Create)
        .AddSingleton<ReadThroughCache>();

    /// <summary>Tells the registry of what a module keeps.</summary>
    /// <param name="services">The services.</param>
    /// <param name="kind">What it keeps.</param>
    public static IServiceCollection AddCached(this IServiceCollection services, CachedKind kind) => services.AddSingleton(kind);

    private static IFusionCache Create(IServiceProvider provider)
    {
        var options = new FusionCacheOptions
        {
            CacheName = "backend",
            // Nothing is looked up by tag: versions are in the keys.
            DisableTagging = true,
            // What was not written is of a version that nobody asks for soon.
            EnableAutoRecovery = false,
            MissingCacheKeyPrefixWarningLogLevel = LogLevel.None,
            // Redis has a circuit of its own, which says when it is away.
            DistributedCacheCircuitBreakerDuration = TimeSpan.Zero,
            DistributedCacheErrorsLogLevel = LogLevel.Debug,
            DistributedCacheSyntheticTimeoutsLogLevel = LogLevel.Debug,
            FactoryErrorsLogLevel = LogLevel.Debug,
            FailSafeActivationLogLevel = LogLevel.Warning,
        };
#pragma warning disable CA2000 // The cache disposes of what it is given with itself.
        var cache = new FusionCache(
            options, new MemoryCache(new MemoryCacheOptions { SizeLimit = CacheEntries.MaxEntries }), provider.GetRequiredService<ILogger<FusionCache>>());
#pragma warning restore CA2000
        if (provider.GetKeyedService<IDistributedCache>(Redis.RedisServices.CacheLevel) is { } redis)
            cache.SetupDistributedCache(redis, new CachedJson());
        return cache;
    }
}
