using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Backend.Faults;

/// <summary>Many clients write to one workspace at once: no request fails, and the log has no gap. Prints how fast that is.</summary>
internal static class ManyWriters
{
    public static async Task<int> RunAsync(FaultOptions options)
    {
        await using var cluster = await Cluster.StartAsync(options);
        var acknowledged = new ConcurrentBag<Guid>();
        var latencies = new ConcurrentBag<double>();
        var (left, failed) = (options.Mutations, 0);
        var run = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, options.Writers).Select(_ => Task.Run(async () =>
        {
            using var writer = new Writer(cluster.Api.Address, cluster.Token);
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var sent = Stopwatch.GetTimestamp();
                if (await writer.CreateAsync(cluster.TeamId) is { } id)
                    acknowledged.Add(id);
                else
                    Interlocked.Increment(ref failed);
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        })));
        var elapsed = run.Elapsed.TotalSeconds;
        var sorted = latencies.Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Mutations} mutations by {options.Writers} writers in {elapsed:N1} s: {options.Mutations / elapsed:N0} a second, p50 {sorted[sorted.Length / 2]:N1} ms, p99 {sorted[(int)(sorted.Length * 0.99)]:N1} ms, {failed} failed"));
        return await Verification.RunAsync(options, cluster, [.. acknowledged]) && failed == 0 ? 0 : 1;
    }
}
