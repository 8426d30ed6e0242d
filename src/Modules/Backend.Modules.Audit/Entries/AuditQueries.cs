using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Security;

namespace Backend.Modules.Audit.Entries;

[QueryType]
[Authorize(AuditPermissions.Read)]
internal static class AuditQueries
{
    /// <summary>
    /// The workspace's audit log, the latest entry first. Entries about what the viewer may not see, such as the issues of a
    /// private team, are left out; pages, cursors and <c>totalCount</c>, up to 10,000, are those of the rest.
    /// </summary>
    /// <param name="filter">Which entries.</param>
    [UseConnection]
    public static Task<Connection<AuditEntry>> GetAuditEntriesAsync(AuditFilter? filter, PageArguments page, AuditPages pages, CancellationToken cancellationToken) =>
        pages.ReadAsync(filter, page, cancellationToken);

    /// <summary>
    /// Verifies the whole audit log, also what the viewer may not see: that every entry is as it was written and at its place,
    /// and that none is missing, at the end neither. The first with which something is wrong is named.
    /// </summary>
    [Cost(1000)]
    public static async Task<AuditCheck> GetAuditVerifyAsync(Viewer viewer, AuditVerifier verifier, CancellationToken cancellationToken) =>
        new(await verifier.VerifyAsync(viewer.RequiredWorkspaceId, cancellationToken));
}
