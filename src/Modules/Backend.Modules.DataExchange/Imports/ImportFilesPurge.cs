using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>Deletes the files of imports that nobody has brought to an end.</summary>
internal sealed class ImportFilesPurge(BackendDbContext db, IOptions<ImportOptions> options, TimeProvider clock) : IRecurringWork
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var imports = db.Imports.IgnoreQueryFilters();
        var before = clock.GetUtcNow() - options.Value.KeepFiles;
        await db.Set<ImportChunk>()
            .Where(chunk => imports.Any(
                import => import.WorkspaceId == chunk.WorkspaceId && import.Id == chunk.ImportId && import.UpdatedAt < before))
            .ExecuteDeleteAsync(cancellationToken);
        await write.CommitAsync(cancellationToken);
    }
}
