using System.Diagnostics;
using Backend.Platform.Caching;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace Backend.UnitTests.Platform.Caching;

/// <summary>What is kept: who reads it, and what there is where it cannot be read.</summary>
public sealed class ReadThroughCacheTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly FusionCache fusion = new(new FusionCacheOptions { DisableTagging = true }, new MemoryCache(new MemoryCacheOptions { SizeLimit = 100 }));
    private readonly Guid owner = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    private readonly Guid id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
    private readonly ReadThroughCache cache;

    public ReadThroughCacheTests() => cache = new(fusion);

    [Fact]
    public async Task All_who_miss_the_same_at_once_wait_for_one_that_reads_it()
    {
        var kind = new CachedKind<string>("test", "things");
        var (reads, release) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var all = Enumerable.Range(0, 1_000).Select(_ => cache.GetAsync(kind, owner, id, 1, ReadAsync, CancellationToken.None).AsTask()).ToArray();
        release.SetResult();
        Assert.All(await Task.WhenAll(all), value => Assert.Equal("read", value));
        Assert.Equal(1, reads);

        async Task<string> ReadAsync()
        {
            Interlocked.Increment(ref reads);
            await release.Task;
            return "read";
        }
    }

    [Fact]
    public async Task Reader_that_leaves_leaves_the_others_to_read()
    {
        var kind = new CachedKind<string>("test", "things");
        using var leaving = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var first = cache.GetAsync(kind, owner, id, 1, LeaveAsync, leaving.Token).AsTask();
        await begun.Task;
        var second = cache.GetAsync(kind, owner, id, 1, () => Task.FromResult("read"), CancellationToken.None).AsTask();
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("read", await second);

        async Task<string> LeaveAsync()
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, leaving.Token);
            return "never";
        }
    }

    [Fact]
    public async Task Another_version_is_read_anew()
    {
        var kind = new CachedKind<string>("test", "things");
        Assert.Equal("one", await cache.GetAsync(kind, owner, id, 1, () => Task.FromResult("one"), CancellationToken.None));
        Assert.Equal("two", await cache.GetAsync(kind, owner, id, 2, () => Task.FromResult("two"), CancellationToken.None));
        Assert.Equal("one", await cache.GetAsync(kind, owner, id, 1, () => Task.FromResult("never"), CancellationToken.None));
    }

    [Fact]
    public async Task What_is_past_its_lifetime_is_served_where_it_cannot_be_read()
    {
        var kind = new CachedKind<string>("test", "things") { Lifetime = TimeSpan.FromMilliseconds(20) };
        Assert.Equal("kept", await cache.GetAsync(kind, owner, id, 1, () => Task.FromResult("kept"), CancellationToken.None));
        var failures = 0;
        for (var waited = Stopwatch.StartNew(); failures == 0; await Task.Delay(5))
        {
            Assert.True(waited.Elapsed < Patience, "It was never read again.");
            Assert.Equal("kept", await cache.GetAsync(kind, owner, id, 1, FailAsync, CancellationToken.None));
        }

        Task<string> FailAsync()
        {
            failures++;
            throw new TimeoutException();
        }
    }

    [Fact]
    public async Task What_decides_on_rights_is_not_served_past_its_lifetime()
    {
        var kind = new CachedKind<string>("test", "rights") { Lifetime = TimeSpan.FromMilliseconds(20), ServesStale = false };
        Assert.Equal("kept", await cache.GetAsync(kind, owner, id, 1, () => Task.FromResult("kept"), CancellationToken.None));
        await Assert.ThrowsAsync<TimeoutException>(async () =>
        {
            for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(5))
                await cache.GetAsync(kind, owner, id, 1, () => throw new TimeoutException(), CancellationToken.None);
        });
    }

    public void Dispose() => fusion.Dispose();
}
