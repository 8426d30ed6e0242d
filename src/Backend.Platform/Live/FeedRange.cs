using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Live;

/// <summary>From where to where a workspace's log reaches: what came up to the horizon is purged, the head is the last change.</summary>
/// <param name="Horizon">The place of the last change that is purged; 0 where none is.</param>
/// <param name="Head">The place of the last change; 0 where there is none.</param>
internal readonly record struct FeedRange(long Horizon, long Head)
{
    /// <summary>
    /// Reads both with one statement. The counters are written in the transactions that append and purge, so they say exactly
    /// what the log holds, even where all of it is purged.
    /// </summary>
    public static async Task<FeedRange> ReadAsync(BackendDbContext db, Guid workspaceId, CancellationToken cancellationToken)
    {
        var counters = await db.Counters
            .Where(counter => counter.WorkspaceId == workspaceId
                && (counter.Name == ChangeFeedWriter.CounterName || counter.Name == ChangeFeedWriter.HorizonName))
            .ToDictionaryAsync(counter => counter.Name, counter => counter.Value, StringComparer.Ordinal, cancellationToken);
        return new FeedRange(counters.GetValueOrDefault(ChangeFeedWriter.HorizonName), counters.GetValueOrDefault(ChangeFeedWriter.CounterName));
    }

    /// <exception cref="CursorExpiredException">What came after the place is purged.</exception>
    /// <exception cref="CursorAheadException">The log does not reach as far.</exception>
    public void Demand(SyncId? since)
    {
        if (since is not { } place)
            return;
        if (place.Value < Horizon)
            throw new CursorExpiredException(place);
        if (place.Value > Head)
            throw new CursorAheadException(place, new SyncId(Head));
    }
}

/// <summary>The changes after a place in the feed are purged: what they made of the objects must be read anew.</summary>
/// <param name="since">The place.</param>
public sealed class CursorExpiredException(SyncId since) : BackendException(
    "CURSOR_EXPIRED", $"The changes after {since.Value} are no longer kept. Read the objects anew, then follow from the syncId of that moment.");

/// <summary>The feed does not reach as far as a place: it is another workspace's, or from before a backup was restored.</summary>
/// <param name="since">The place.</param>
/// <param name="head">The place of the last change.</param>
public sealed class CursorAheadException(SyncId since, SyncId head) : BackendException(
    "CURSOR_AHEAD", $"There is no change {since.Value} in this workspace; the last one is {head.Value}. Read the objects anew.");
