using System.Diagnostics;

namespace Backend.Faults.Live;

/// <summary>Clients that create issues on whichever node answers, until so many were acknowledged.</summary>
internal sealed class LiveLoad(FaultOptions options, Cluster cluster, string token)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private int acknowledged;
    private int unanswered;

    public int Acknowledged => Volatile.Read(ref acknowledged);

    public int Unanswered => Volatile.Read(ref unanswered);

    public Task RunAsync() => Task.WhenAll(Enumerable.Range(0, options.Writers).Select(number => Task.Run(() => WriteAsync(number))));

    /// <summary>Waits until so many are acknowledged.</summary>
    public async Task UntilAsync(int count)
    {
        var (last, since) = (Acknowledged, Stopwatch.StartNew());
        for (; Acknowledged < count; await Task.Delay(20))
        {
            if (Acknowledged > last)
                (last, since) = (Acknowledged, Stopwatch.StartNew());
            if (since.Elapsed > Patience)
                throw new InvalidOperationException("Nothing is written any more.");
        }
    }

    private async Task WriteAsync(int number)
    {
        var clients = cluster.Apis.Select(node => new Writer(node.Address, token)).ToArray();
        try
        {
            for (var turn = number; Acknowledged < options.Mutations;)
            {
                if (await clients[turn % clients.Length].CreateAsync(cluster.TeamId) is not null)
                {
                    Interlocked.Increment(ref acknowledged);
                    continue;
                }

                Interlocked.Increment(ref unanswered);
                turn++;
                await Task.Delay(20);
            }
        }
        finally
        {
            foreach (var client in clients)
                client.Dispose();
        }
    }
}
