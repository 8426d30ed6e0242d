using System.Diagnostics;
using System.Globalization;

namespace Backend.Faults.Live;

/// <summary>Many clients on one node follow the same board: how long a change takes to all of them, what an idle one costs, and how soon all are back where the node was killed.</summary>
internal static class FanOut
{
    private const int Changes = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Changes are made one after the other, at the pace of a busy team.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public static async Task<int> RunAsync(FaultOptions options)
    {
        await using var cluster = await Cluster.StartAsync(options);
        var token = await LiveRun.TokenAsync(cluster);
        using var ada = new Writer(cluster.Api.Address, token);
        var since = await PlaceAsync(ada, cluster);
        var before = cluster.Api.MemoryBytes;
        using var ending = new CancellationTokenSource();
        var listeners = Enumerable.Range(0, options.Clients).Select(_ => new Listener(cluster.Apis, token, since - 1, measures: true)).ToArray();
        var following = new List<Task>();
        foreach (var some in listeners.Chunk(100))
        {
            following.AddRange(some.Select(listener => Task.Run(() => listener.RunAsync(ending.Token))));
            await UntilAsync(some, since);
        }

        // The first one is what each replays at its start; it is no figure.
        foreach (var listener in listeners)
            listener.Lags.Clear();
        await Task.Delay(TimeSpan.FromSeconds(5));
        var each = (cluster.Api.MemoryBytes - before) / options.Clients;
        var last = since;
        for (var change = 0; change < Changes; change++, await Task.Delay(Pause))
            last = await PlaceAsync(ada, cluster);
        await UntilAsync(listeners, last);
        var lags = listeners.SelectMany(listener => listener.Lags).Order().ToArray();
        var back = await ReturnAsync(listeners, ada, cluster);
        await ending.CancelAsync();
        await Task.WhenAll(following);

        var missing = (options.Clients * (long)Changes) - lags.Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Clients} listeners, {Changes} changes: {lags.Length} deliveries, {missing} missing; from the change to the client p50 {lags[lags.Length / 2]:N0} ms, p99 {lags[lags.Length * 99L / 100]:N0} ms, at most {lags[^1]:N0} ms; {each / 1024.0:N1} KB of the node's memory for an idle listener"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"the node killed and started: all {options.Clients} came back and were told of the next change {back.TotalSeconds:N1} s after the node was ready"));
        var inOrder = listeners.All(listener => listener.Seen.SequenceEqual(listener.Seen.Distinct().Order()));
        return missing == 0 && inOrder ? 0 : 1;
    }

    /// <summary>The node is killed and started, and all come at once: the time from its readiness until each is told of the next change.</summary>
    private static async Task<TimeSpan> ReturnAsync(Listener[] listeners, Writer ada, Cluster cluster)
    {
        await cluster.Api.KillAsync();
        cluster.Api.Start();
        await cluster.Api.UntilReadyAsync();
        var ready = Stopwatch.StartNew();
        await UntilAsync(listeners, await PlaceAsync(ada, cluster));
        return ready.Elapsed;
    }

    private static async Task<long> PlaceAsync(Writer writer, Cluster cluster)
    {
        var answer = await writer.SendAsync(
            "mutation($input: IssueCreateInput!) { issueCreate(input: $input) { syncId } }", new { input = new { teamId = cluster.TeamId, title = "Fan out" } });
        return answer.GetProperty("data").GetProperty("issueCreate").GetProperty("syncId").GetInt64();
    }

    private static async Task UntilAsync(IReadOnlyList<Listener> listeners, long place)
    {
        for (var waited = Stopwatch.StartNew(); listeners.Any(listener => listener.Last < place); await Task.Delay(20))
        {
            if (waited.Elapsed > Patience)
                throw new InvalidOperationException($"{listeners.Count(listener => listener.Last < place)} listeners were not told of a change.");
        }
    }
}
