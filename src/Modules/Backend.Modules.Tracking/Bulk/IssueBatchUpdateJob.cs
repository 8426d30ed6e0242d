using System.Runtime.InteropServices;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Tracking.Bulk;

/// <summary>Which issues are changed how.</summary>
/// <param name="Ids">The issues as they were found when it was asked for, 16 bytes each, in Base64.</param>
/// <param name="Changes">The changes.</param>
internal sealed record IssueBatchUpdateArguments(string Ids, IssueBatchUpdateInput Changes)
{
    public static IssueBatchUpdateArguments Create(IReadOnlyList<Guid> ids, IssueBatchUpdateInput input) =>
        new(Convert.ToBase64String(MemoryMarshal.AsBytes<Guid>(ids.Distinct().ToArray())), input with { Ids = null, Filter = null });

    public Guid[] ReadIds() => MemoryMarshal.Cast<byte, Guid>(Convert.FromBase64String(Ids)).ToArray();
}

/// <summary>
/// Changes more issues than one transaction should hold, in parts. Where nothing is to be done if one fails, all are checked
/// before the first is changed; what fails all the same, because it was changed in between, is told and stops nothing.
/// </summary>
internal sealed class IssueBatchUpdateJob(BackendDbContext db, IViewerResolver viewers, Viewer viewer, IssueBatchUpdating updating) : IJob<IssueBatchUpdateArguments>
{
    private const int PartSize = 500;

    public async Task ExecuteAsync(IssueBatchUpdateArguments arguments, JobContext context, CancellationToken cancellationToken)
    {
        // With the rights that the person has now, not those of when it was asked for.
        await viewers.ActAsAsync(context.RequiredOwnerId, context.TokenId, cancellationToken);
        viewer.DemandSomewhere(IssuePermissions.Update);
        var ids = arguments.ReadIds();
        var progress = context.ReadCheckpoint<BatchProgress>() ?? BatchProgress.None;
        if (arguments.Changes.ErrorPolicy == BatchErrorPolicy.RejectAll && progress.Done == 0)
            await CheckAsync(ids, arguments.Changes, cancellationToken);
        var changes = arguments.Changes with { ErrorPolicy = BatchErrorPolicy.SkipFailed };
        foreach (var part in ids.Skip(progress.Done).Chunk(PartSize))
        {
            await using var write = await db.BeginWriteAsync(cancellationToken);
            var batch = await updating.UpdateAsync(part, changes, cancellationToken, progress.Done);
            await db.SaveChangesAsync(cancellationToken);
            progress = progress.And(part.Length, batch);
            await context.SaveAsync(db, progress, progress.Done, ids.Length, cancellationToken);
            await write.CommitAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        context.Result = progress;
    }

    private async Task CheckAsync(Guid[] ids, IssueBatchUpdateInput changes, CancellationToken cancellationToken)
    {
        var first = 0;
        foreach (var part in ids.Chunk(PartSize))
        {
            await using var undone = await db.BeginWriteAsync(cancellationToken);
            await BatchErrors.ForJobAsync(() => updating.UpdateAsync(part, changes, cancellationToken, first));
            db.ChangeTracker.Clear();
            first += part.Length;
        }
    }
}
