using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Audit.Entries;

/// <summary>
/// Cuts pages out of what the viewer may see of the log: pages, cursors and counts are those of a log that holds nothing else.
/// What may be seen is decided per entry, so the log is read on until a page is full.
/// </summary>
internal sealed class AuditPages(BackendDbContext db, Viewer viewer, AuditSight sight, AuditFilterTranslator filters)
{
    /// <summary>How many entries are counted.</summary>
    private const int MostCounted = 10_000;

    /// <summary>How many entries are looked at for one page or count.</summary>
    private const int MostRead = 100_000;

    private const int SmallBatch = 200;
    private const int Batch = 2_000;

    /// <summary>One page, the latest first.</summary>
    public async Task<Connection<AuditEntry>> ReadAsync(AuditFilter? filter, PageArguments page, CancellationToken cancellationToken)
    {
        var workspaceId = viewer.RequiredWorkspaceId;
        var matching = db.Set<AuditRow>().Where(row => row.WorkspaceId == workspaceId).Where(filter, filters);
        var cursor = page.IsBackward ? page.Before : page.After;
        var found = await SelectAsync(matching, cursor is null ? null : AuditCursor.Read(cursor), page.IsBackward, page.Size + 1, cancellationToken);
        var total = page.IncludeTotalCount ? await CountAsync(matching, cancellationToken) : (int?)null;
        var edges = found.Take(page.Size).Select(entry => new Edge<AuditEntry>(entry, AuditCursor.Write(entry.Sequence))).ToList();
        if (page.IsBackward)
            edges.Reverse();
        var more = found.Count > page.Size;
        var info = new PageInfo(
            HasNextPage: page.IsBackward ? page.Before is not null : more,
            HasPreviousPage: page.IsBackward ? more : page.After is not null,
            edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor);
        return new Connection<AuditEntry>(edges, info, total);
    }

    private async Task<int> CountAsync(IQueryable<AuditRow> matching, CancellationToken cancellationToken)
    {
        var count = (await SelectAsync(matching, from: null, ascending: false, MostCounted + 1, cancellationToken)).Count;
        return count <= MostCounted ? count : throw new BadUserInputException($"'totalCount' counts {MostCounted} entries at most. Narrow the filter.");
    }

    private async Task<List<AuditEntry>> SelectAsync(IQueryable<AuditRow> matching, long? from, bool ascending, int most, CancellationToken cancellationToken)
    {
        var found = new List<AuditEntry>();
        for (int read = 0, size = most <= SmallBatch ? SmallBatch : Batch; found.Count < most; size = Batch)
        {
            if (read >= MostRead)
                throw new BadUserInputException($"None of {MostRead} entries may be shown. Narrow the filter, such as by 'occurredAt'.");
            var rest = from is not { } place ? matching : ascending ? matching.Where(row => row.Sequence > place) : matching.Where(row => row.Sequence < place);
            var rows = await (ascending ? rest.OrderBy(row => row.Sequence) : rest.OrderByDescending(row => row.Sequence)).Take(size).ToListAsync(cancellationToken);
            found.AddRange(await sight.SelectAsync(rows, cancellationToken));
            if (rows.Count < size)
                break;
            (read, from) = (read + rows.Count, rows[^1].Sequence);
        }

        return found.Count > most ? found[..most] : found;
    }
}
