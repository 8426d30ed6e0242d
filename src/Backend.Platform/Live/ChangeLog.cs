using Backend.GraphQL;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Backend.Platform.Persistence.Replicas;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Live;

/// <summary>Reads a workspace's change feed page by page, for those who ask instead of listening.</summary>
public sealed class ChangeLog(BackendDbContext db, IEnumerable<IChangeAudience> audiences)
{
    /// <summary>The changes after a place that the viewer may know of.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="since">The place.</param>
    /// <param name="count">How many places of the log to look at; those of changes that are not the viewer's business count too.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="CursorExpiredException">What came after the place is purged.</exception>
    /// <exception cref="CursorAheadException">The log does not reach as far.</exception>
    public async Task<ChangePage> ReadAsync(Guid workspaceId, SyncId since, int count, CancellationToken cancellationToken)
    {
        var read = await db.PlatformEvents.Where(change => change.WorkspaceId == workspaceId && change.Sequence > since.Value)
            .OrderBy(change => change.Sequence)
            .Take(count + 1)
            .ToListAsync(cancellationToken);
        // The log is gapless, so a first change that follows the place shows that nothing between is purged, in the very
        // statement that read it. Only where that does not show are the counters asked.
        if (read is [] || read[0].Sequence != since.Value + 1)
        {
            var range = await FeedRange.ReadAsync(db, workspaceId, cancellationToken);
            // Known from elsewhere, and not there yet: the database itself knows whether there is such a change.
            if (db.IsReplica && range.Head < since.Value)
                throw new ReplicaBehindException();
            range.Demand(since);
            // Purged between the two statements, up to or beyond what was read.
            if (read is not [])
                throw new CursorExpiredException(since);
        }

        var hasMore = read.Count > count;
        if (hasMore)
            read.RemoveAt(count);
        return new ChangePage(await SelectAsync(read, cancellationToken), read is [] ? since : new SyncId(read[^1].Sequence), hasMore);
    }

    /// <summary>Those of the changes that the viewer may know of, in their order.</summary>
    public async Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> read, CancellationToken cancellationToken)
    {
        List<VisibleChange> visible = [];
        foreach (var audience in audiences)
        {
            // What nobody answers for, nobody sees.
            var own = read.Where(change => audience.Prefixes.Any(prefix => change.Type.StartsWith(prefix, StringComparison.Ordinal))).ToArray();
            if (own.Length > 0)
                visible.AddRange(await audience.SelectAsync(own, cancellationToken));
        }

        return [.. visible.OrderBy(change => change.Event.Sequence)];
    }
}

/// <summary>A page of the change feed.</summary>
/// <param name="Changes">The changes that the viewer may know of, in their order.</param>
/// <param name="SyncId">The place to go on from.</param>
/// <param name="HasMore">Whether there is more after it.</param>
public sealed record ChangePage(IReadOnlyList<VisibleChange> Changes, SyncId SyncId, bool HasMore);

/// <summary>A change that the viewer may know of.</summary>
/// <param name="Event">The event.</param>
/// <param name="TypeName">The name of the object's type in the schema.</param>
/// <param name="Type">What happened, as the viewer sees it.</param>
/// <param name="Changes">The fields that changed, without what the viewer may not see.</param>
public sealed record VisibleChange(PlatformEvent Event, string TypeName, string Type, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>Fields of the event's data that the viewer may not see.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];

    /// <summary>The id of the object as the API writes it.</summary>
    public string NodeId => GlobalId.Format(TypeName, Event.Subject);
}

/// <summary>Decides which changes the viewer may know of, for the kinds of objects that a module owns.</summary>
public interface IChangeAudience
{
    /// <summary>How the types of its events begin, such as <c>issue.</c>.</summary>
    IReadOnlyList<string> Prefixes { get; }

    /// <summary>The types of changes that the viewer may be told of, for those who choose among them.</summary>
    IReadOnlyList<string> Types => [];

    /// <summary>Those that the viewer may know of: a few statements for all of them, over what may be seen at this moment.</summary>
    Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellationToken);
}
