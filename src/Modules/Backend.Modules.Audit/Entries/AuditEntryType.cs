using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Audit.Entries;

[ObjectType<AuditEntry>]
internal static class AuditEntryType
{
    /// <summary>Who did it; null for the system, and for somebody out of the viewer's sight.</summary>
    public static DataLoaderResult<IUser?> GetActor([Parent] AuditEntry entry, IUserByIdDataLoader users) => users.Load(entry.ActorId);

    [NodeResolver]
    public static DataLoaderResult<AuditEntry?> GetById(Guid id, AuditEntryByIdDataLoader entries) => entries.Load(id);
}

internal static class AuditEntryDataLoaders
{
    [DataLoader]
    public static async Task<Dictionary<Guid, AuditEntry>> GetAuditEntryByIdAsync(
        IReadOnlyList<Guid> ids, BackendDbContext db, Viewer viewer, AuditSight sight, CancellationToken cancellationToken)
    {
        if (viewer.WorkspaceId is not { } workspaceId || !viewer.Can(AuditPermissions.Read))
            return [];
        var places = ids.Where(id => AuditRow.IdOf(AuditRow.SequenceOf(id)) == id).Select(AuditRow.SequenceOf).ToArray();
        var rows = await db.Set<AuditRow>().Where(row => row.WorkspaceId == workspaceId && places.Contains(row.Sequence)).ToListAsync(cancellationToken);
        return (await sight.SelectAsync(rows, cancellationToken)).ToDictionary(entry => entry.Id);
    }
}
