using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Jobs;

/// <summary>
/// A worker's hold on a job. It is renewed while the worker lives; when it runs out, others may take the job. Whatever the
/// worker saves demands that it still holds the lease, so that two who believe to have it cannot both have an effect.
/// </summary>
internal sealed class JobLease(IServiceScopeFactory scopes, Guid workspaceId, Guid jobId, Guid leaseId, TimeSpan length, TimeProvider clock)
{
    private int done;
    private int total = -1;
    private int reported;

    public void Report(int doneNow, int? totalNow)
    {
        Volatile.Write(ref done, doneNow);
        Volatile.Write(ref total, totalNow ?? -1);
        Volatile.Write(ref reported, 1);
    }

    /// <summary>The job's row, while the lease is held.</summary>
    public IQueryable<Job> Held(BackendDbContext db) => db.Set<Job>().IgnoreQueryFilters()
        .Where(job => job.WorkspaceId == workspaceId && job.Id == jobId && job.LeaseId == leaseId && job.Status == JobStatus.Running);

    /// <summary>Renews the lease and writes the progress.</summary>
    /// <returns>Whether the worker shall go on: it still holds the lease, and nobody wants the job stopped.</returns>
    public async Task<bool> RenewAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var until = await db.NowAsync(clock, cancellationToken) + length;
        var (doneNow, totalNow) = (Volatile.Read(ref done), Volatile.Read(ref total) is >= 0 and var known ? known : (int?)null);
        var held = Volatile.Read(ref reported) == 0
            ? await Held(db).ExecuteUpdateAsync(set => set.SetProperty(job => job.LeaseUntil, until), cancellationToken)
            : await Held(db).ExecuteUpdateAsync(
                set => set.SetProperty(job => job.LeaseUntil, until).SetProperty(job => job.Done, doneNow).SetProperty(job => job.Total, totalNow), cancellationToken);
        await write.CommitAsync(cancellationToken);
        return held == 1 && !await Held(db).AnyAsync(job => job.CancelRequested, cancellationToken);
    }

    /// <summary>Saves a checkpoint in the current transaction.</summary>
    public async Task SaveAsync(BackendDbContext db, string checkpoint, int doneNow, int? totalNow, CancellationToken cancellationToken)
    {
        var until = await db.NowAsync(clock, cancellationToken) + length;
        Report(doneNow, totalNow);
        var held = await Held(db).ExecuteUpdateAsync(
            set => set.SetProperty(job => job.Checkpoint, checkpoint).SetProperty(job => job.Done, doneNow).SetProperty(job => job.Total, totalNow)
                .SetProperty(job => job.LeaseUntil, until),
            cancellationToken);
        if (held == 0)
            throw new JobLeaseLostException();
    }
}
