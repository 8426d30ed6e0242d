namespace Backend.Platform.Persistence;

/// <summary>
/// Lets the writers of this process come to a counter of PostgreSQL one after the other, first come first served, until the
/// transaction of each has ended. The row's lock alone would do, but whoever waits for it there keeps the server busy: at every
/// commit all of them wake to find that another was faster. Nothing but speed depends on the turns: who waits too long, because
/// two take two counters the other way round, goes on to the database, which resolves that.
/// </summary>
internal sealed class CounterTurns : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // Counters that share a turn only wait for each other now and then.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for a turn.</summary>
    /// <param name="held">What the transaction has; gets this one.</param>
    /// <param name="workspaceId">The counter's workspace.</param>
    /// <param name="name">The counter's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task EnterAsync(List<SemaphoreSlim> held, Guid workspaceId, string name, CancellationToken cancellationToken)
    {
        var turn = turns[(uint)HashCode.Combine(workspaceId, name) % turns.Length];
        if (!held.Contains(turn) && await turn.WaitAsync(Patience, cancellationToken))
            held.Add(turn);
    }

    /// <summary>Gives turns back.</summary>
    public static void Leave(List<SemaphoreSlim> held)
    {
        foreach (var turn in held)
            turn.Release();
        held.Clear();
    }

    public void Dispose()
    {
        foreach (var turn in turns)
            turn.Dispose();
    }
}
