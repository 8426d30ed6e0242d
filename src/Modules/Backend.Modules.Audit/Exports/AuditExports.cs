using System.Text.Json.Nodes;
using Backend.Contracts.Audit;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Audit.Exports;

/// <summary>Gives an export's file to whoever asked for it: it holds what that person may see, and nobody else.</summary>
internal sealed class AuditExports(BackendDbContext db, Viewer viewer) : IAuditExports
{
    public async Task<IAsyncEnumerable<byte[]>> OpenAsync(Guid jobId, CancellationToken cancellationToken)
    {
        var (me, workspaceId) = (viewer.RequiredUserId, viewer.RequiredWorkspaceId);
        viewer.Demand(AuditPermissions.Read);
        var isMine = await db.Set<Job>()
            .AnyAsync(job => job.Id == jobId && job.OwnerId == me && job.Status == JobStatus.Succeeded, cancellationToken);
        if (!isMine || !await db.ChunksOf(workspaceId, jobId).AnyAsync(cancellationToken))
            throw new NotFoundException("Export");
        await using var write = await db.BeginWriteAsync(cancellationToken);
        db.Record(new AuditRecord("audit.downloaded", Details: new JsonObject { ["jobId"] = GlobalId.Format(nameof(Job), jobId) }));
        await db.SaveChangesAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
        return db.ChunksOf(workspaceId, jobId).OrderBy(chunk => chunk.Position).Select(chunk => chunk.Content).AsAsyncEnumerable();
    }
}
