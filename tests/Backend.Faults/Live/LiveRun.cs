using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Backend.Host;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Faults.Live;

/// <summary>
/// Clients follow all changes of issues on two nodes while others write, Redis is killed and started, and so are the nodes. In
/// the end every client has been told of every change once and in order.
/// </summary>
internal static class LiveRun
{
    private const int Senders = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(FaultOptions options)
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var cluster = await Cluster.StartAsync(options with { Redis = redis.ConnectionString });
        var tokens = await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => TokenAsync(cluster)));
        var since = (await ChangesAsync(options, cluster))[^1];
        var run = Stopwatch.StartNew();
        var ofNode = options.Script is null ? 0 : options.Clients / 20;
        using var script = options.Script is { } path ? new NodeListeners(path, ofNode, cluster.Apis, tokens[0], since) : null;
        using var ending = new CancellationTokenSource();
        var listeners = Enumerable.Range(0, options.Clients - ofNode).Select(index => new Listener(cluster.Apis, tokens[index % Senders], since, measures: index == 0)).ToArray();
        var following = listeners.Select(listener => Task.Run(() => listener.RunAsync(ending.Token))).ToArray();

        var load = new LiveLoad(options, cluster, tokens[0]);
        var writing = load.RunAsync();
        await DisturbAsync(options, cluster, redis, load);
        await writing;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{load.Acknowledged} mutations acknowledged in {run.Elapsed.TotalSeconds:N0} s, {load.Unanswered} not answered"));

        var expected = (await ChangesAsync(options, cluster)).Where(place => place > since).ToArray();
        var catchingUp = Stopwatch.StartNew();
        while (listeners.Any(listener => listener.Last < expected[^1]) && catchingUp.Elapsed < Patience)
            await Task.Delay(100);
        var others = script is null ? [] : await script.FinishAsync(expected[^1], Patience);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all caught up {catchingUp.Elapsed.TotalSeconds:N1} s after the last mutation"));
        await ending.CancelAsync();
        await Task.WhenAll(following);
        return Report(listeners, others, expected, options.Clients) ? 0 : 1;
    }

    // Redis and one of the nodes in every round, at moments that nobody chose.
    private static async Task DisturbAsync(FaultOptions options, Cluster cluster, RedisServer redis, LiveLoad load)
    {
        for (var round = 1; round <= options.Rounds; round++)
        {
            await load.UntilAsync(options.Mutations * round / (options.Rounds + 1));
            await redis.KillAsync();
            await Task.Delay(RandomNumberGenerator.GetInt32(200, 3_000));
            var victim = cluster.Apis[round % cluster.Apis.Count];
            await victim.KillAsync();
            await Task.Delay(RandomNumberGenerator.GetInt32(200, 2_000));
            victim.Start();
            await redis.StartAsync();
            await victim.UntilReadyAsync();
            Console.WriteLine($"round {round}: {load.Acknowledged} acknowledged");
        }
    }

    private static bool Report(Listener[] listeners, IReadOnlyList<long[]> others, long[] expected, int clients)
    {
        var seen = listeners.Select(listener => listener.Seen.ToArray()).Concat(others).ToArray();
        var all = expected.ToHashSet();
        var lags = listeners[0].Lags.Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{clients} clients ({others.Count} of graphql-ws), {expected.Length} changes, {seen.Sum(places => (long)places.Length)} deliveries, {listeners.Sum(listener => listener.Reconnects)} reconnections; from commit to one client p50 {lags[lags.Length / 2]:N0} ms, p99 {lags[lags.Length * 99 / 100]:N0} ms"));
        (string What, long Count)[] results =
        [
            ("clients that are missing", clients - seen.Length),
            ("changes lost", seen.Sum(places => (long)all.Except(places).Count())),
            ("changes told twice", seen.Sum(places => (long)(places.Length - places.Distinct().Count()))),
            ("changes out of order", seen.Sum(places => (long)places.Zip(places.Skip(1)).Count(pair => pair.First > pair.Second))),
            ("changes that nobody made", seen.Sum(places => (long)places.Distinct().Count(place => !all.Contains(place)))),
        ];
        foreach (var (what, count) in results)
            Console.WriteLine($"{(count == 0 ? "ok    " : "FAILED")} {what}: {count}");
        return results.All(result => result.Count == 0);
    }

    // One that holds on every node.
    public static async Task<string> TokenAsync(Cluster cluster)
    {
        using var ada = new Writer(cluster.Api.Address, cluster.Token);
        var answer = await ada.SendAsync(
            "mutation($input: PersonalTokenCreateInput!) { personalTokenCreate(input: $input) { token } }",
            new { input = new { name = "Live", scopes = new[] { "team:read", "issue:read", "issue:create", "issue:update", "user:read" } } });
        return answer.GetProperty("data").GetProperty("personalTokenCreate").GetProperty("token").GetString()!;
    }

    // The places of all that listeners are to be told of. Reminders of due dates, which the workers give meanwhile, are no changes.
    private static async Task<long[]> ChangesAsync(FaultOptions options, Cluster cluster)
    {
        await using var app = BackendApplication.Create(["--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Error", .. Cluster.Settings(options, cluster.Folder), "--Backend:Roles:0=api"]);
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<PlatformEvent>().IgnoreQueryFilters().AsNoTracking()
            .Where(change => change.Type.StartsWith("issue.") && change.Type != "issue.due_soon" && change.Type != "issue.overdue")
            .OrderBy(change => change.Sequence).Select(change => change.Sequence).ToArrayAsync();
    }
}
