using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Rows of an import.</summary>
/// <param name="ImportId">The import.</param>
/// <param name="Effect">Only those of which this became; null for all.</param>
internal sealed record ImportRowList(Guid ImportId, ImportEffect? Effect);

internal static class ImportDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, Import>> GetImportByIdAsync(IReadOnlyList<Guid> ids, VisibleImports imports, CancellationToken cancellationToken) =>
        imports.Query().Where(import => ids.Contains(import.Id)).ToDictionaryAsync(import => import.Id, cancellationToken);

    /// <summary>The jobs of imports that the viewer is known to see.</summary>
    [DataLoader]
    public static Task<Dictionary<Guid, Job>> GetImportJobByIdAsync(IReadOnlyList<Guid> ids, BackendDbContext db, CancellationToken cancellationToken) =>
        db.Set<Job>().Where(job => ids.Contains(job.Id)).ToDictionaryAsync(job => job.Id, cancellationToken);

    [DataLoader]
    public static Task<Dictionary<Guid, ImportRow>> GetImportRowByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, VisibleImports imports, CancellationToken cancellationToken)
    {
        var (workspaceId, visible) = (db.Session.WorkspaceId, imports.Query().Select(import => import.Id));
        return db.Set<ImportRow>().Where(row => row.WorkspaceId == workspaceId && ids.Contains(row.Id) && visible.Contains(row.ImportId))
            .ToDictionaryAsync(row => row.Id, cancellationToken);
    }

    /// <summary>For imports that the viewer is known to see: a statement for each kind of row that the operation asks for.</summary>
    [DataLoader]
    public static async Task<Dictionary<ImportRowList, Connection<ImportRow>>> GetRowsOfImportAsync(
        IReadOnlyList<ImportRowList> lists, PageArguments page, BackendDbContext db, ISelection selection, CancellationToken cancellationToken)
    {
        var (workspaceId, pages) = (db.Session.WorkspaceId, new Dictionary<ImportRowList, Connection<ImportRow>>());
        foreach (var ofEffect in lists.GroupBy(list => list.Effect))
        {
            var (effect, ids) = (ofEffect.Key, ofEffect.Select(list => list.ImportId).ToArray());
            var found = await db.Set<ImportRow>()
                .Where(row => row.WorkspaceId == workspaceId && ids.Contains(row.ImportId) && (effect == null || row.Effect == effect))
                .ToConnectionsByKeyAsync(row => row.ImportId, row => row, page, new SortKeys<ImportRow>().Add(row => row.Line), cancellationToken, selection);
            foreach (var (importId, connection) in found)
                pages.Add(new ImportRowList(importId, effect), connection);
        }

        return pages;
    }
}
