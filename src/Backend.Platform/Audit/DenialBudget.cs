using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Audit;

/// <summary>Bounds how much of what one person tries is written down: whoever tries a thousand times must not fill the disk.</summary>
/// <param name="options">How much.</param>
/// <param name="clock">The clock.</param>
public sealed class DenialBudget(IOptions<AuditOptions> options, TimeProvider clock)
{
    private const int MostCallers = 10_000;

    private readonly ConcurrentDictionary<(Guid Workspace, Guid User), Spent> callers = new();

    /// <summary>Whether an attempt is written down.</summary>
    /// <param name="workspaceId">Where.</param>
    /// <param name="userId">By whom.</param>
    /// <param name="untold">How many of the caller were not, since the last that was.</param>
    public bool TryTake(Guid workspaceId, Guid userId, out int untold)
    {
        var minute = clock.GetUtcNow().ToUnixTimeSeconds() / 60;
        if (callers.Count >= MostCallers)
            Forget(minute);
        var spent = callers.GetOrAdd((workspaceId, userId), _ => new Spent());
        lock (spent)
        {
            if (spent.Minute != minute)
                (spent.Minute, spent.Count) = (minute, 0);
            (spent.Count, untold) = (spent.Count + 1, spent.Untold);
            var told = spent.Count <= options.Value.DenialsPerMinute;
            spent.Untold = told ? 0 : spent.Untold + 1;
            return told;
        }
    }

    private void Forget(long minute)
    {
        foreach (var (caller, spent) in callers)
        {
            if (spent.Minute != minute)
                callers.TryRemove(caller, out _);
        }
    }

    private sealed class Spent
    {
        public long Minute { get; set; }

        public int Count { get; set; }

        public int Untold { get; set; }
    }
}
