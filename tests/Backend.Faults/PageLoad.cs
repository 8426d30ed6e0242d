using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Backend.Faults.Live;

namespace Backend.Faults;

/// <summary>
/// Eight clients read pages and boards and write, over many issues. Prints what that takes and, on PostgreSQL, what it takes once
/// Redis is killed: nothing may fail, and little may be slower.
/// </summary>
internal static class PageLoad
{
    private const int Connections = 8;
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(15);

    private const string Page = """
        query($t: ID!) { issues(first: 50, filter: { team: { id: { eq: $t } }, state: { category: { in: [STARTED, UNSTARTED] } } }, sort: [{ updatedAt: { direction: DESC } }]) {
          totalCount nodes { id identifier title state { name } assignee { name } labels(first: 5) { nodes { name } } } } }
        """;

    private const string Board = "query($t: ID!) { board(teamId: $t, groupBy: STATE) { groups { key count state { name } issues(first: 20) { nodes { identifier title assignee { name } } } } } }";
    private const string Create = "mutation($t: ID!) { issueCreate(input: { teamId: $t, title: \"Written\" }) { issue { id } } }";

    public static async Task<int> RunAsync(FaultOptions options)
    {
        await using var redis = new RedisServer();
        if (options.Database is not null)
            await redis.StartAsync();
        await using var cluster = await Cluster.StartAsync(options.Database is null ? options : options with { Redis = redis.ConnectionString });
        if (options.Database is null)
            return await ReadAsync(cluster, "") + await MeasureAsync(cluster, "mutation", Create) == 0 ? 0 : 1;
        // What mutations set off keeps the worker busy: they come last.
        var failed = await ReadAsync(cluster, ", with Redis");
        await redis.KillAsync();
        failed += await ReadAsync(cluster, ", Redis killed");
        await redis.StartAsync();
        failed += await MeasureAsync(cluster, "mutation, with Redis", Create);
        await redis.KillAsync();
        return failed + await MeasureAsync(cluster, "mutation, Redis killed", Create) == 0 ? 0 : 1;
    }

    private static async Task<int> ReadAsync(Cluster cluster, string when) =>
        await MeasureAsync(cluster, "page" + when, Page) + await MeasureAsync(cluster, "board" + when, Board);

    private static async Task<int> MeasureAsync(Cluster cluster, string what, string operation)
    {
        var (latencies, failures) = (new ConcurrentBag<double>(), new ConcurrentBag<string>());
        using (var warm = new Writer(cluster.Api.Address, cluster.Token))
        {
            for (var time = 0; time < 20; time++)
                await warm.SendAsync(operation, new { t = cluster.TeamId });
        }

        var run = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using var client = new Writer(cluster.Api.Address, cluster.Token);
            while (run.Elapsed < Each)
            {
                var sent = Stopwatch.GetTimestamp();
                var answer = await client.SendAsync(operation, new { t = cluster.TeamId });
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                if (answer.TryGetProperty("errors", out var errors))
                    failures.Add(errors.GetRawText());
            }
        })));
        var (sorted, elapsed) = (latencies.Order().ToArray(), run.Elapsed.TotalSeconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: p50 {sorted[sorted.Length / 2]:N0} ms, p99 {sorted[(int)(sorted.Length * 0.99)]:N0} ms, {sorted.Length / elapsed:N0} a second, {failures.Count} failed"));
        foreach (var failure in failures.Distinct(StringComparer.Ordinal).Take(3))
            Console.WriteLine(failure);
        return failures.Count;
    }
}
