using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Jobs;

/// <summary>Deletes jobs that nobody looks at any more: those that need nobody after a week, the dead after three months.</summary>
public sealed class JobRetention(BackendDbContext db, TimeProvider clock)
{
    private const int BatchSize = 1_000;
    private static readonly TimeSpan Ended = TimeSpan.FromDays(7);
    private static readonly TimeSpan Failed = TimeSpan.FromDays(90);

    /// <summary>Deletes what is due, batch by batch.</summary>
    /// <returns>How many jobs went.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await PurgeAsync([JobStatus.Succeeded, JobStatus.Cancelled, JobStatus.Discarded], now - Ended, cancellationToken)
            + await PurgeAsync([JobStatus.Dead], now - Failed, cancellationToken);
    }

    private async Task<int> PurgeAsync(JobStatus[] statuses, DateTimeOffset before, CancellationToken cancellationToken)
    {
        for (var purged = 0; ;)
        {
            var due = await db.Set<Job>().IgnoreQueryFilters().Where(job => statuses.Contains(job.Status) && job.FinishedAt < before)
                .OrderBy(job => job.AvailableAt).Take(BatchSize).Select(job => job.Id).ToListAsync(cancellationToken);
            await using var write = await db.BeginWriteAsync(cancellationToken);
            // One that was begun anew in between stays.
            purged += await db.Set<Job>().IgnoreQueryFilters().Where(job => due.Contains(job.Id) && statuses.Contains(job.Status)).ExecuteDeleteAsync(cancellationToken);
            await write.CommitAsync(cancellationToken);
            if (due.Count < BatchSize)
                return purged;
        }
    }
}
