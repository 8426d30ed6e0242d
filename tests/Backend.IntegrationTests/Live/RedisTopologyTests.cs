namespace Backend.IntegrationTests.Live;

/// <summary>Redis as operators run it: with Sentinel, as a cluster. The nodes look at the log by themselves once an hour only.</summary>
public sealed class RedisTopologyTests
{
    private const string Changes = "subscription($since: SyncId) { issueChanged(since: $since) { syncId issue { title } } }";

    [RedisFact]
    public async Task Wake_ups_go_on_over_the_replica_that_Sentinel_promotes()
    {
        await using var master = await RedisProcess.StartNewAsync();
        await using var replica = await RedisProcess.StartNewAsync("--replicaof", "127.0.0.1", $"{master.Port}");
        await using var sentinel = await RedisProcess.StartSentinelAsync(master);
        await using var nodes = await NodePair.StartAsync($"{sentinel.ConnectionString},serviceName=work", TimeSpan.FromHours(1));
        await nodes.UntilHealthAsync("redis", "Healthy");
        await using var socket = await nodes.ListenAsync(Changes);
        await nodes.CreateAsync("By the master");
        Assert.Equal("By the master", (await socket.NextAsync()).Text("issueChanged.issue.title"));

        await master.KillAsync();
        await nodes.CreateAsync("Between them");

        Assert.Equal("Between them", (await socket.NextAsync()).Text("issueChanged.issue.title"));
        await nodes.CreateAsync("By the replica");
        Assert.Equal("By the replica", (await socket.NextAsync()).Text("issueChanged.issue.title"));
    }

    [RedisFact]
    public async Task Wake_ups_and_what_is_kept_go_over_the_shards_of_a_cluster()
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RedisProcess.StartShardAsync()));
        try
        {
            await RedisProcess.JoinAsync(shards);
            await using var nodes = await NodePair.StartAsync(string.Join(',', shards.Select(shard => shard.ConnectionString)), TimeSpan.FromHours(1));
            await nodes.UntilHealthAsync("redis", "Healthy");
            await using var socket = await nodes.ListenAsync(Changes);
            await nodes.CreateAsync("Sharded");
            Assert.Equal("Sharded", (await socket.NextAsync()).Text("issueChanged.issue.title"));
            await RedisCacheTests.OtherNodeTakesWhatOneHasReadAsync(nodes);
        }
        finally
        {
            foreach (var shard in shards)
                await shard.DisposeAsync();
        }
    }
}
