using Backend.Platform.Live;
using Backend.Platform.Resilience;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backend.Platform.Redis;

/// <summary>Registers Redis.</summary>
public static class RedisServices
{
    /// <summary>The key of the service by which the cache keeps things in Redis.</summary>
    internal const string CacheLevel = "redis";

    /// <summary>Adds the connection and what goes over it; nothing where no Redis is configured.</summary>
    /// <param name="services">The services.</param>
    /// <param name="connectionString">The setting <c>ConnectionStrings__Redis</c>; null or empty for none.</param>
    /// <exception cref="InvalidOperationException">The setting cannot be read.</exception>
    public static IServiceCollection AddRedis(this IServiceCollection services, string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
            return services;
        // A setting that cannot be read is told at once, not with the first request.
        _ = RedisOptions.Parse(connectionString);
        services.AddSingleton(provider => new RedisConnection(connectionString, provider.GetRequiredService<ILogger<RedisConnection>>()));
        services.AddHostedService(provider => provider.GetRequiredService<RedisConnection>());
        services.AddSingleton<RedisWakeUps>();
        services.AddHostedService(provider => provider.GetRequiredService<RedisWakeUps>());
        services.AddKeyedSingleton<IDistributedCache>(CacheLevel, (provider, _) => new RedisCacheLevel(
            // It connects by what the node has, and leaves it open.
            new RedisCache(new RedisCacheOptions { ConnectionMultiplexerFactory = async () => await provider.GetRequiredService<RedisConnection>().GetAsync(CancellationToken.None) }),
            provider.GetRequiredService<Dependencies>().Get(RedisCacheLevel.Policy)));
        services.AddSingleton<FeedPace>(provider => new RedisFeedPace(provider.GetRequiredService<RedisWakeUps>()));
        services.AddHealthChecks().AddCheck<RedisHealth>("redis");
        return services;
    }

    private sealed class RedisFeedPace(RedisWakeUps wakeUps) : FeedPace
    {
        public override TimeSpan Interval => wakeUps.IsHearing ? Relaxed : base.Interval;
    }
}
