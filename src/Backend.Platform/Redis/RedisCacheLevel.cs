using Backend.Platform.Resilience;
using Microsoft.Extensions.Caching.Distributed;

namespace Backend.Platform.Redis;

/// <summary>
/// What the cache keeps in Redis. A Redis that is slow or away costs a quarter of a second a few times, and then nothing: the
/// circuit opens, and what is missed is read from the database.
/// </summary>
internal sealed class RedisCacheLevel(IDistributedCache redis, Dependency dependency) : IDistributedCache
{
    public static readonly DependencyPolicy Policy = new("redis")
    {
        Timeout = TimeSpan.FromMilliseconds(250),
        MaxQueued = 0,
        Window = TimeSpan.FromSeconds(5),
    };

    public byte[]? Get(string key) => dependency.Once.Execute(() => redis.Get(key));

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        dependency.Once.ExecuteAsync(async limit => await redis.GetAsync(key, limit).WaitAsync(limit), token).AsTask();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => dependency.Once.Execute(() => redis.Set(key, value, options));

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        dependency.Once.ExecuteAsync(async limit => await redis.SetAsync(key, value, options, limit).WaitAsync(limit), token).AsTask();

    public void Refresh(string key) => dependency.Once.Execute(() => redis.Refresh(key));

    public Task RefreshAsync(string key, CancellationToken token = default) =>
        dependency.Once.ExecuteAsync(async limit => await redis.RefreshAsync(key, limit).WaitAsync(limit), token).AsTask();

    public void Remove(string key) => dependency.Once.Execute(() => redis.Remove(key));

    public Task RemoveAsync(string key, CancellationToken token = default) =>
        dependency.Once.ExecuteAsync(async limit => await redis.RemoveAsync(key, limit).WaitAsync(limit), token).AsTask();
}
