using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Live;

/// <summary>
/// Two nodes over one database and one Redis. The nodes look at the log by themselves once an hour only, unless a test says
/// otherwise: what arrives was brought by a wake-up.
/// </summary>
public sealed class RedisWakeUpTests
{
    private const string Changes = "subscription($since: SyncId) { issueChanged(since: $since) { syncId issue { title } } }";

    [RedisFact]
    public async Task Change_on_one_node_reaches_the_listener_of_another_by_a_wake_up()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        await using var nodes = await NodePair.StartAsync(redis.ConnectionString, TimeSpan.FromHours(1));
        await using var socket = await nodes.ListenAsync(Changes);
        await nodes.CreateAsync("Woken");
        Assert.Equal("Woken", (await socket.NextAsync()).Text("issueChanged.issue.title"));
    }

    [RedisFact]
    public async Task Redis_that_was_killed_and_comes_back_loses_no_change()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        await using var nodes = await NodePair.StartAsync(redis.ConnectionString, TimeSpan.FromHours(1));
        await using var socket = await nodes.ListenAsync(Changes);
        await redis.KillAsync();
        await nodes.UntilHealthAsync("redis", "Degraded");
        // Nobody is told of this one: what is missed is caught up with when Redis is back.
        await nodes.CreateAsync("While away");
        await redis.StartAsync();
        Assert.Equal("While away", (await socket.NextAsync()).Text("issueChanged.issue.title"));
        await nodes.UntilHealthAsync("redis", "Healthy");
        await nodes.CreateAsync("After");
        Assert.Equal("After", (await socket.NextAsync()).Text("issueChanged.issue.title"));
    }

    [RedisFact]
    public async Task Without_Redis_changes_arrive_by_looking()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        // What the product does: once a second without Redis.
        await using var nodes = await NodePair.StartAsync(redis.ConnectionString, pace: null);
        await using var socket = await nodes.ListenAsync(Changes);
        await redis.KillAsync();
        await nodes.UntilHealthAsync("redis", "Degraded");
        await nodes.CreateAsync("Looked for");
        Assert.Equal("Looked for", (await socket.NextAsync()).Text("issueChanged.issue.title"));
    }

    [RedisFact]
    public async Task Mutation_does_not_wait_for_a_Redis_that_hangs()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        await using var nodes = await NodePair.StartAsync(redis.ConnectionString, pace: null);
        await using var socket = await nodes.ListenAsync(Changes);
        await redis.PauseAsync();
        await nodes.CreateAsync("While it hangs");
        Assert.Equal("While it hangs", (await socket.NextAsync()).Text("issueChanged.issue.title"));
        await nodes.UntilHealthAsync("redis", "Degraded");
        await redis.ResumeAsync();
        await nodes.UntilHealthAsync("redis", "Healthy");
    }

    [RedisFact]
    public async Task Server_starts_while_Redis_is_away_and_uses_it_once_it_is_there()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        await redis.KillAsync();
        await using var nodes = await NodePair.StartAsync(redis.ConnectionString, TimeSpan.FromHours(1));
        await using var socket = await nodes.ListenAsync(Changes);
        await redis.StartAsync();
        await nodes.UntilHealthAsync("redis", "Healthy");
        await nodes.CreateAsync("There at last");
        Assert.Equal("There at last", (await socket.NextAsync()).Text("issueChanged.issue.title"));
    }

    [Fact]
    public void Setting_that_names_no_server_is_told_at_start()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddRedisOf("password=secret"));
        Assert.Contains("ConnectionStrings__Redis", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }
}

file static class RedisSetting
{
    public static void AddRedisOf(this IServiceCollection services, string setting) => Platform.Redis.RedisServices.AddRedis(services, setting);
}
