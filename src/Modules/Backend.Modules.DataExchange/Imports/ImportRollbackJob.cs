using Backend.Contracts.Tracking;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>
/// Deletes what an import has created, in batches. The record of a row goes with its issue, so that one that is killed goes on
/// with those that are left.
/// </summary>
internal sealed class ImportRollbackJob(BackendDbContext db, ImportRights rights, IIssueImport issues) : IJob<ImportArguments>
{
    private const int BatchSize = 200;

    public async Task ExecuteAsync(ImportArguments arguments, JobContext context, CancellationToken cancellationToken)
    {
        await rights.DemandAsync(context, cancellationToken);
        var import = await db.Imports.SingleOrDefaultAsync(import => import.Id == arguments.ImportId, cancellationToken) ?? throw new NotFoundException(nameof(Import));
        if (import.Asked != ImportStatus.RollingBack)
            return;
        var created = db.RowsOf(import.Id).Where(row => row.Effect == ImportEffect.Created);
        var total = context.Total ?? await created.CountAsync(cancellationToken);
        for (var done = context.Done; ;)
        {
            await using var write = await db.BeginWriteAsync(cancellationToken);
            // The latest first: parts go before what they are parts of.
            var rows = await created.OrderByDescending(row => row.Line).Take(BatchSize).ToListAsync(cancellationToken);
            await issues.RemoveAsync([.. rows.Select(row => row.IssueId).OfType<Guid>()], cancellationToken);
            db.RemoveRange(rows);
            if (rows.Count < BatchSize)
            {
                (await db.Imports.SingleAsync(row => row.Id == import.Id, cancellationToken)).Reach(ImportStatus.RolledBack);
                await db.ChunksOf(import.Id).ExecuteDeleteAsync(cancellationToken);
            }

            await db.SaveChangesAsync(cancellationToken);
            done += rows.Count;
            await context.SaveAsync(db, new ImportCheckpoint(done), done, total, cancellationToken);
            await write.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
            if (rows.Count < BatchSize)
                return;
        }
    }
}
