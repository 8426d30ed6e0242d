using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Backend.Faults;

/// <summary>
/// Kills processes at random moments while clients write, starts them again, and then looks: every acknowledged mutation is
/// there, the log has every change once, and every job had its effect once.
/// </summary>
internal static class KillRounds
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(FaultOptions options)
    {
        await using var cluster = await Cluster.StartAsync(options);
        var acknowledged = new ConcurrentBag<Guid>();
        var unanswered = 0;
        using var ending = new CancellationTokenSource();
        var writers = Enumerable.Range(0, options.Writers).Select(_ => Task.Run(async () =>
        {
            using var writer = new Writer(cluster.Api.Address, cluster.Token);
            while (!ending.IsCancellationRequested)
            {
                if (await writer.CreateAsync(cluster.TeamId) is { } id)
                {
                    acknowledged.Add(id);
                }
                else
                {
                    Interlocked.Increment(ref unanswered);
                    await Task.Delay(20);
                }
            }
        })).ToArray();
        var kills = new int[cluster.Nodes.Count];
        var run = Stopwatch.StartNew();
        for (var (round, before) = (1, 0); round <= options.Rounds; round++)
        {
            // Under load in every round: something was written since the last kill.
            await UntilMoreAsync(acknowledged, before);
            before = acknowledged.Count;
            await Task.Delay(RandomNumberGenerator.GetInt32(50, 1_000));
            var victim = RandomNumberGenerator.GetInt32(cluster.Nodes.Count);
            kills[victim]++;
            await cluster.Nodes[victim].KillAsync();
            cluster.Nodes[victim].Start();
            await cluster.Nodes[victim].UntilReadyAsync();
            if (round % 10 == 0)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round}: {acknowledged.Count} acknowledged after {run.Elapsed.TotalSeconds:N0} s"));
        }

        await ending.CancelAsync();
        await Task.WhenAll(writers);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Rounds} kills ({string.Join(" + ", kills)}) in {run.Elapsed.TotalSeconds:N0} s; {acknowledged.Count} mutations acknowledged, {unanswered} not answered"));
        return await Verification.RunAsync(options, cluster, [.. acknowledged]) ? 0 : 1;
    }

    private static async Task UntilMoreAsync(ConcurrentBag<Guid> acknowledged, int before)
    {
        for (var waited = Stopwatch.StartNew(); acknowledged.Count <= before; await Task.Delay(5))
        {
            if (waited.Elapsed > Patience)
                throw new InvalidOperationException("Nothing has been written since the last kill.");
        }
    }
}
