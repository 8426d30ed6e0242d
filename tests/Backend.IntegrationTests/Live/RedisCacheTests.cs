using System.Diagnostics;
using System.Globalization;
using Backend.IntegrationTests.Faults;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace Backend.IntegrationTests.Live;

/// <summary>What nodes share in Redis, and how they do without.</summary>
public sealed class RedisCacheTests(ITestOutputHelper output)
{
    private const string Page = "{ issues(first: 20) { nodes { state { name } team { key } } } }";
    private const string Rename = "mutation($s: ID!, $n: String!) { stateUpdate(input: { id: $s, name: $n }) { state { name } } }";

    [RedisFact]
    public async Task What_one_node_has_read_another_takes_from_Redis()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        await using var nodes = await NodePair.StartAsync(redis.ConnectionString, pace: null);
        await nodes.UntilHealthAsync("redis", "Healthy");
        await OtherNodeTakesWhatOneHasReadAsync(nodes);
    }

    [RedisFact]
    public async Task Redis_that_is_emptied_is_filled_again()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        await using var nodes = await NodePair.StartAsync(redis.ConnectionString, pace: null);
        await nodes.UntilHealthAsync("redis", "Healthy");
        await OtherNodeTakesWhatOneHasReadAsync(nodes);
        await using (var connection = await ConnectionMultiplexer.ConnectAsync($"{redis.ConnectionString},allowAdmin=true"))
            await connection.GetServers()[0].FlushAllDatabasesAsync();
        await OtherNodeTakesWhatOneHasReadAsync(nodes);
    }

    [RedisFact]
    public async Task Redis_that_is_slow_is_left_alone_until_it_is_quick_again()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        await using var proxy = new TcpProxy("127.0.0.1", redis.Port);
        await using var nodes = await NodePair.StartAsync(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{proxy.Port}"), pace: null);
        await nodes.UntilHealthAsync("redis", "Healthy");
        using var ada = nodes.Listener.Client();
        var quick = await MeasureAsync(nodes, ada, 50);

        proxy.Slow(TimeSpan.FromMilliseconds(300));
        await UntilStateAsync(nodes, ada, "OPEN");
        var slow = await MeasureAsync(nodes, ada, 50);
        output.WriteLine($"cold pages: p50 {quick.Middle:N0}, most {quick.Most:N0} ms; with a Redis that takes 300 ms: p50 {slow.Middle:N0}, most {slow.Most:N0} ms");

        proxy.Slow(TimeSpan.Zero);
        await UntilStateAsync(nodes, ada, "CLOSED");
        await nodes.UntilHealthAsync("dependencies", "Healthy");
    }

    [RedisFact]
    public async Task Names_are_right_whatever_becomes_of_Redis()
    {
        await using var redis = await RedisProcess.StartNewAsync();
        await using var proxy = new TcpProxy("127.0.0.1", redis.Port);
        await using var nodes = await NodePair.StartAsync(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{proxy.Port}"), pace: null);
        await nodes.UntilHealthAsync("redis", "Healthy");
        using var writer = nodes.Writer.Client();
        using var reader = nodes.Listener.Client();
        var state = (await writer.QueryAsync("{ team(id: \"ENG\") { states { id } } }")).Text("team.states.0.id");
        Action[] faults = [() => proxy.Slow(TimeSpan.FromMilliseconds(300)), proxy.Cut, proxy.Restore, () => proxy.Slow(TimeSpan.Zero)];
        for (var round = 0; round < 40; round++)
        {
            if (round % 10 == 0)
                faults[round / 10]();
            var name = $"Named {round}";
            await writer.QueryAsync(Rename, new { s = state, n = name });
            var seen = await reader.QueryAsync($"{{ issues(first: 10, filter: {{ state: {{ id: {{ eq: \"{state}\" }} }} }}) {{ nodes {{ state {{ name }} }} }} }}");
            Assert.All(seen.At("issues.nodes").EnumerateArray(), issue => Assert.Equal(name, issue.Text("state.name")));
        }
    }

    /// <summary>Has one node read something, and the other take it from Redis.</summary>
    internal static async Task OtherNodeTakesWhatOneHasReadAsync(NodePair nodes)
    {
        using var first = nodes.Writer.Client();
        using var second = nodes.Listener.Client();
        // What is read comes to Redis a moment after the answer: the other may be quicker once, and not for ever.
        await Replicas.Eventually.TrueAsync(async () =>
        {
            var (_, read) = await nodes.Writer.Statements.CountAsync(first, Page);
            Assert.Contains(read, IsOfStates);
            await first.QueryAsync(Page);
            var (_, taken) = await nodes.Listener.Statements.CountKeptAsync(second, Page);
            return !taken.Any(IsOfStates);
        });
    }

    private static bool IsOfStates(string statement) =>
        statement.Replace("\"", "", StringComparison.Ordinal).Contains("FROM tracking_workflow_states AS", StringComparison.Ordinal);

    // Each page is the first of its version, and so asks Redis.
    private static async Task<(double Middle, double Most)> MeasureAsync(NodePair nodes, GraphQLClient client, int times)
    {
        var taken = new List<double>();
        for (var time = 0; time < times; time++)
        {
            var watch = Stopwatch.StartNew();
            await nodes.Listener.Statements.CountAsync(client, Page);
            taken.Add(watch.Elapsed.TotalMilliseconds);
        }

        taken.Sort();
        return (taken[times / 2], taken[^1]);
    }

    private static Task UntilStateAsync(NodePair nodes, GraphQLClient client, string state) => Replicas.Eventually.TrueAsync(async () =>
    {
        await nodes.Listener.Statements.CountAsync(client, Page);
        var server = await client.QueryAsync("{ serverInfo { dependencies { name state } } }");
        return server.At("serverInfo.dependencies").EnumerateArray().Any(one => one.Text("name") == "redis" && one.Text("state") == state);
    });
}
