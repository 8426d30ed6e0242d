using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Audit.Exports;

/// <summary>Deletes the files of exports after seven days.</summary>
internal sealed class AuditExportPurge(BackendDbContext db, TimeProvider clock) : IRecurringWork
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddDays(-7);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await db.Set<AuditExportChunk>().Where(chunk => chunk.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
