using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Backend.Faults.Live;

namespace Backend.Faults.Webhooks;

/// <summary>
/// Ten receivers are told of changes of issues: first all of them up, then one of them down, then one down and the worker killed
/// again and again; then it comes back. In the end each has every event, in order per issue, and whatever came twice had the same id.
/// </summary>
internal static class WebhookRun
{
    private const int Receivers = 10;
    private const int Issues = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(FaultOptions options)
    {
        await using var redis = new RedisServer();
        await redis.StartAsync();
        await using var cluster = await Cluster.StartAsync(options with { Redis = redis.ConnectionString });
        using var ada = new Writer(cluster.Api.Address, cluster.Token);
        var issues = new string[Issues];
        for (var index = 0; index < Issues; index++)
            issues[index] = (await ada.SendAsync("mutation($input: IssueCreateInput!) { issueCreate(input: $input) { issue { id } } }", new { input = new { teamId = cluster.TeamId, title = $"Issue {index}" } }))
                .GetProperty("data").GetProperty("issueCreate").GetProperty("issue").GetProperty("id").GetString()!;
        var receivers = await Task.WhenAll(Enumerable.Range(0, Receivers).Select(_ => FaultReceiver.StartAsync()));
        foreach (var receiver in receivers)
            await ada.SendAsync("mutation($input: WebhookCreateInput!) { webhookCreate(input: $input) { errors { ... on Error { message } } } }", new { input = new { url = receiver.Url, events = new[] { "issue.updated" } } });
        var (expected, healthy) = (new List<long>(), receivers[1..]);

        await WriteAsync(options.Mutations / 10, ada, issues, expected);
        await UntilAsync(receivers, expected.Count, "warm-up");
        var warm = expected.Count;
        Console.WriteLine($"{options.Mutations} events each, one every {Pause.TotalMilliseconds:N0} ms, {Receivers} receivers");

        await WriteAsync(options.Mutations, ada, issues, expected);
        await UntilAsync(receivers, expected.Count, "all up");
        Report("all up", healthy, warm);
        var before = expected.Count;
        receivers[0].IsDown = true;
        await WriteAsync(options.Mutations, ada, issues, expected);
        await UntilAsync(healthy, expected.Count, "one down");
        Report("one down", healthy, before);
        before = expected.Count;
        var killing = KillAsync(options, cluster.Nodes[^1]);
        await WriteAsync(options.Mutations, ada, issues, expected, killing);
        await killing;
        await UntilAsync(healthy, expected.Count, "one down, worker killed");
        Report($"one down, worker killed {options.Rounds} times", healthy, before);

        receivers[0].IsDown = false;
        var waited = Stopwatch.StartNew();
        await UntilAsync(receivers, expected.Count, "all up again");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the one that was down had all of {expected.Count} {waited.Elapsed.TotalSeconds:N1} s after it was back"));
        // What is on its way once more, if anything is.
        await Task.Delay(TimeSpan.FromSeconds(3));
        var passed = Verify(receivers, expected);
        foreach (var receiver in receivers)
            await receiver.DisposeAsync();
        return passed ? 0 : 1;
    }

    // At least so many, and until what happens beside it is over.
    private static async Task WriteAsync(int count, Writer ada, string[] issues, List<long> expected, Task? beside = null)
    {
        var next = Stopwatch.GetTimestamp();
        for (var number = 0; number < count || beside?.IsCompleted == false; number++)
        {
            var answer = await ada.SendAsync(
                "mutation($input: IssueUpdateInput!) { issueUpdate(input: $input) { syncId } }",
                new { input = new { id = issues[number % issues.Length], title = $"Title {expected.Count}" } });
            expected.Add(answer.GetProperty("data").GetProperty("issueUpdate").GetProperty("syncId").GetInt64());
            next += (long)(Pause.TotalSeconds * Stopwatch.Frequency);
            if (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next) is { Ticks: > 0 } rest)
                await Task.Delay(rest);
            else
                next = Stopwatch.GetTimestamp();
        }
    }

    private static async Task KillAsync(FaultOptions options, ServerNode worker)
    {
        for (var round = 1; round <= options.Rounds; round++)
        {
            await Task.Delay(RandomNumberGenerator.GetInt32(500, 3_000));
            await worker.KillAsync();
            worker.Start();
            await worker.UntilReadyAsync();
        }
    }

    private static async Task UntilAsync(FaultReceiver[] receivers, int count, string phase)
    {
        for (var waited = Stopwatch.StartNew(); receivers.Any(receiver => receiver.Count < count && Distinct(receiver) < count); await Task.Delay(100))
        {
            if (waited.Elapsed > Patience)
                throw new InvalidOperationException($"{phase}: receivers have {string.Join(", ", receivers.Select(Distinct))} of {count}.");
        }

        for (var waited = Stopwatch.StartNew(); receivers.Any(receiver => Distinct(receiver) < count) && waited.Elapsed < Patience; await Task.Delay(200))
        {
            // What came twice was counted twice.
        }
    }

    private static int Distinct(FaultReceiver receiver) => receiver.Receipts.Select(receipt => receipt.SyncId).Distinct().Count();

    private static void Report(string phase, FaultReceiver[] receivers, int skipped)
    {
        // First receipts of the phase's own events.
        var lags = receivers.SelectMany(receiver => receiver.Receipts.DistinctBy(receipt => receipt.SyncId).OrderBy(receipt => receipt.SyncId).Skip(skipped).Select(receipt => receipt.Lag.TotalMilliseconds)).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{phase}: {lags.Length} receipts of {receivers.Length} healthy receivers, from the event p50 {lags[lags.Length / 2]:N0} ms, p95 {lags[lags.Length * 95L / 100]:N0} ms, p99 {lags[lags.Length * 99L / 100]:N0} ms, at most {lags[^1]:N0} ms"));
    }

    private static bool Verify(FaultReceiver[] receivers, List<long> expected)
    {
        var (all, seen) = (expected.ToHashSet(), receivers.Select(receiver => receiver.Receipts).ToArray());
        (string What, long Count)[] results =
        [
            ("events lost", seen.Sum(receipts => (long)all.Except(receipts.Select(receipt => receipt.SyncId)).Count())),
            ("events that nobody made", seen.Sum(receipts => (long)receipts.Count(receipt => !all.Contains(receipt.SyncId)))),
            ("events out of order within their issue", seen.Sum(receipts => receipts.DistinctBy(receipt => receipt.SyncId).GroupBy(receipt => receipt.Issue, StringComparer.Ordinal)
                .Sum(issue => (long)issue.Zip(issue.Skip(1)).Count(pair => pair.First.SyncId > pair.Second.SyncId)))),
            ("events with more than one id", seen.Sum(receipts => (long)receipts.GroupBy(receipt => receipt.SyncId).Count(same => same.Select(receipt => receipt.Id).Distinct().Count() > 1))),
            ("ids with more than one event", seen.Sum(receipts => (long)receipts.GroupBy(receipt => receipt.Id, StringComparer.Ordinal).Count(same => same.Select(receipt => receipt.SyncId).Distinct().Count() > 1))),
        ];
        Console.WriteLine($"{expected.Count} events, {seen.Sum(receipts => (long)receipts.Count)} receipts, {seen.Sum(receipts => (long)receipts.Count - receipts.DistinctBy(receipt => receipt.Id).Count())} of them again with the same id");
        foreach (var (what, count) in results)
            Console.WriteLine($"{(count == 0 ? "ok    " : "FAILED")} {what}: {count}");
        return results.All(result => result.Count == 0);
    }
}
