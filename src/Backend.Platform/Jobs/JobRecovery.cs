using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Jobs;

/// <summary>Takes jobs back whose worker is dead, or silent for so long that it may be.</summary>
internal sealed class JobRecovery(BackendDbContext db, JobRegistry registry, WorkerPresence presence, TimeProvider clock)
{
    private const int BatchSize = 200;

    // A worker that died has used an attempt: what kills workers must not do so for ever.
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // As many as there are workers.
        var running = await Jobs().Where(job => job.Status == JobStatus.Running).Select(job => new { job.LeaseId, job.LeaseUntil }).ToListAsync(cancellationToken);
        if (running.Count == 0)
            return;
        var now = await db.NowAsync(clock, cancellationToken);
        var leases = running.Where(job => job.LeaseUntil < now).Select(job => job.LeaseId!.Value)
            .Concat(await presence.FindDeadAsync([.. running.Select(job => job.LeaseId!.Value)], cancellationToken)).ToArray();
        if (leases.Length == 0)
            return;
        var lost = await Jobs().Where(job => job.Status == JobStatus.Running && leases.Contains(job.LeaseId!.Value)).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var job in lost)
        {
            var hopeless = job.Attempts >= (registry.Find(job.Type)?.Policy.Attempts ?? int.MaxValue);
            var ending = job.CancelRequested ? JobEnding.Cancelled()
                : hopeless ? JobEnding.Dead("WORKER_LOST", "The worker died while it had the job, in the last attempt.")
                : JobEnding.Again("WORKER_LOST", "The worker died while it had the job.", TimeSpan.Zero);
            await using var write = await db.BeginWriteAsync(cancellationToken);
            await ending.WriteAsync(Jobs().Where(row => row.WorkspaceId == job.WorkspaceId && row.Id == job.Id && row.LeaseId == job.LeaseId), now, cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
    }

    private IQueryable<Job> Jobs() => db.Set<Job>().IgnoreQueryFilters().AsNoTracking();
}
