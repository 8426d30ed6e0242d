using Backend.Platform.Audit;
using Backend.Platform.Live;

namespace Backend.Modules.Audit.Entries;

/// <summary>
/// Which entries the viewer may see: of changes, those that the change feed shows, by the same rules. Reading the audit log
/// opens no private team.
/// </summary>
internal sealed class AuditSight(IEnumerable<IChangeAudience> audiences)
{
    /// <summary>Those that the viewer may see, in their order.</summary>
    public async Task<IReadOnlyList<AuditEntry>> SelectAsync(IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(rows, cancellationToken);
        return [.. rows.Where(row => IsVisible(row, seen)).Select(row => new AuditEntry(row, seen.GetValueOrDefault(row.Sequence)))];
    }

    /// <summary>The changes that some entries tell of, as the viewer sees them, by the entries' places.</summary>
    public async Task<Dictionary<long, VisibleChange>> SeeAsync(IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken)
    {
        var changes = rows.Select(row => row.ToEvent()).OfType<Platform.Events.PlatformEvent>().ToArray();
        var seen = new Dictionary<long, VisibleChange>();
        foreach (var audience in audiences)
        {
            var own = changes.Where(change => audience.Prefixes.Any(prefix => change.Type.StartsWith(prefix, StringComparison.Ordinal))).ToArray();
            if (own.Length == 0)
                continue;
            foreach (var change in await audience.SelectAsync(own, cancellationToken))
                // What only tells that something went out of sight is for those who listen, and says nothing of what was done.
                if (change.Type == change.Event.Type)
                    seen[change.Event.Sequence] = change;
        }

        return seen;
    }

    /// <summary>Whether the viewer may see an entry: what is no change is the workspace's own.</summary>
    public static bool IsVisible(AuditRow row, Dictionary<long, VisibleChange> seen) => row.EventSequence is null || seen.ContainsKey(row.Sequence);
}
