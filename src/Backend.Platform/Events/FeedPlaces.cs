using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Events;

/// <summary>How far a reader has come in a workspace's change feed.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="Reader">The reader.</param>
/// <param name="Position">The last change that it is done with.</param>
public sealed record FeedPlace(Guid WorkspaceId, string Reader, long Position);

/// <summary>
/// Places in the change feed of those who make rows of many changes at once. The rows are saved in the transaction that moves the
/// place, so that each change makes them once, whichever node dies when. What a reader has not come to is not purged. A workspace
/// where there is nothing to read for has no place, and costs nothing.
/// </summary>
public sealed class FeedPlaces(BackendDbContext db)
{
    /// <summary>Gives a reader a place at the end of a workspace's feed, within the current write, unless it has one.</summary>
    public async Task BeginAsync(Guid workspaceId, string reader, CancellationToken cancellationToken)
    {
        var head = await db.Counters.AsNoTracking()
            .Where(counter => counter.WorkspaceId == workspaceId && counter.Name == ChangeFeedWriter.CounterName)
            .Select(counter => counter.Value)
            .SingleOrDefaultAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO platform_event_positions (workspace_id, handler, position) VALUES ({workspaceId}, {reader}, {head})
            ON CONFLICT (workspace_id, handler) DO NOTHING
            """, cancellationToken);
    }

    /// <summary>Takes the place away, within the current write: nothing is read for any more.</summary>
    public Task EndAsync(Guid workspaceId, string reader, CancellationToken cancellationToken) =>
        Of(workspaceId, reader).ExecuteDeleteAsync(cancellationToken);

    /// <summary>The places of a reader after which there are changes.</summary>
    public async Task<IReadOnlyList<FeedPlace>> FindBehindAsync(string reader, CancellationToken cancellationToken) => await (
        from place in db.Set<EventPosition>().AsNoTracking()
        where place.Handler == reader
        join head in db.Counters on place.WorkspaceId equals head.WorkspaceId
        where head.Name == ChangeFeedWriter.CounterName && head.Value > place.Position
        select new FeedPlace(place.WorkspaceId, place.Handler, place.Position)).ToListAsync(cancellationToken);

    /// <summary>The changes after a place, in order.</summary>
    public async Task<IReadOnlyList<PlatformEvent>> ReadAsync(FeedPlace place, int count, CancellationToken cancellationToken) =>
        await db.PlatformEvents.AsNoTracking()
            .Where(change => change.WorkspaceId == place.WorkspaceId && change.Sequence > place.Position)
            .OrderBy(change => change.Sequence)
            .Take(count)
            .ToListAsync(cancellationToken);

    /// <summary>Moves a place on, within the current write, and holds it until that ends.</summary>
    /// <returns>Whether it was there still: another node may have been faster, whose rows are there then.</returns>
    public async Task<bool> TryMoveAsync(FeedPlace place, long position, CancellationToken cancellationToken) =>
        await Of(place.WorkspaceId, place.Reader).Where(row => row.Position == place.Position)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Position, position), cancellationToken) == 1;

    private IQueryable<EventPosition> Of(Guid workspaceId, string reader) =>
        db.Set<EventPosition>().Where(row => row.WorkspaceId == workspaceId && row.Handler == reader);
}
