using Backend.Modules.Tracking.Issues;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Tracking.Bulk;

/// <summary>Creates more issues than one request should wait for: in parts, or all in one transaction where one that fails stops all.</summary>
internal sealed class IssueBatchCreateJob(BackendDbContext db, IViewerResolver viewers, Viewer viewer, IssueBatchCreation creation) : IJob<IssueBatchCreateInput>
{
    private const int PartSize = 500;

    public async Task ExecuteAsync(IssueBatchCreateInput input, JobContext context, CancellationToken cancellationToken)
    {
        await viewers.ActAsAsync(context.RequiredOwnerId, context.TokenId, cancellationToken);
        viewer.DemandSomewhere(IssuePermissions.Create);
        var progress = context.ReadCheckpoint<BatchProgress>() ?? BatchProgress.None;
        var size = input.ErrorPolicy == BatchErrorPolicy.RejectAll ? input.Issues.Count : PartSize;
        foreach (var part in input.Issues.Skip(progress.Done).Chunk(size))
        {
            await using var write = await db.BeginWriteAsync(cancellationToken);
            progress = await CreateAsync(part, input, progress, context.RequiredOwnerId, cancellationToken);
            await context.SaveAsync(db, progress, progress.Done, input.Issues.Count, cancellationToken);
            await write.CommitAsync(cancellationToken);
        }

        context.Result = progress;
    }

    // What is saved is let go, so that a large transaction does not grow in memory.
    private async Task<BatchProgress> CreateAsync(
        IReadOnlyList<IssueCreateInput> issues, IssueBatchCreateInput input, BatchProgress progress, Guid creatorId, CancellationToken cancellationToken)
    {
        foreach (var part in issues.Chunk(PartSize))
        {
            var batch = await BatchErrors.ForJobAsync(() => creation.CreateAsync(input with { Issues = part }, creatorId, cancellationToken, progress.Done));
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
            progress = progress.And(part.Length, batch);
        }

        return progress;
    }
}
