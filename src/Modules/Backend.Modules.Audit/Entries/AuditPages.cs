using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Audit.Entries;

/// <summary>Cuts pages out of the log, without what the viewer may not see.</summary>
internal sealed class AuditPages(BackendDbContext db, Viewer viewer, AuditSight sight, AuditFilterTranslator filters)
{
    /// <summary>How many entries are looked at to count them.</summary>
    private const int MostCounted = 10_000;

    /// <summary>One page, the latest first. It may hold fewer entries than asked for, or none, though more follow.</summary>
    public async Task<Connection<AuditEntry>> ReadAsync(AuditFilter? filter, PageArguments page, CancellationToken cancellationToken)
    {
        var workspaceId = viewer.RequiredWorkspaceId;
        var matching = db.Set<AuditRow>().Where(row => row.WorkspaceId == workspaceId).Where(filter, filters);
        var total = page.IncludeTotalCount ? await CountAsync(matching, cancellationToken) : (int?)null;
        var read = await matching.ToConnectionAsync(
            PageArguments.Create(page.First, page.After, page.Last, page.Before), new SortKeys<AuditRow>().Add(row => row.Sequence, SortDirection.Desc), cancellationToken);
        var entries = (await sight.SelectAsync(read.Nodes, cancellationToken)).ToDictionary(entry => entry.Id);
        var nodes = new Connection<AuditRow>([.. read.Edges.Where(edge => entries.ContainsKey(edge.Node.Id))], read.PageInfo, total);
        return nodes.Select(row => entries[row.Id]);
    }

    // A count of the database's would tell of what is out of sight.
    private async Task<int> CountAsync(IQueryable<AuditRow> matching, CancellationToken cancellationToken)
    {
        var rows = await matching.OrderByDescending(row => row.Sequence).Take(MostCounted + 1).ToListAsync(cancellationToken);
        if (rows.Count > MostCounted)
            throw new BadUserInputException($"'totalCount' counts {MostCounted} entries at most. Narrow the filter.");
        return (await sight.SelectAsync(rows, cancellationToken)).Count;
    }
}
