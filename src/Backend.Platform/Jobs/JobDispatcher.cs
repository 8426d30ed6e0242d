using Backend.Platform.Persistence;
using Hangfire;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Jobs;

/// <summary>Hands jobs that are due to Hangfire, and takes those back whose worker is silent.</summary>
internal sealed class JobDispatcher(BackendDbContext db, JobRecovery recovery, IBackgroundJobClient hangfire, TimeProvider clock)
{
    private const int BatchSize = 200;

    // What Hangfire has lost, with its storage, is handed over again; it runs once all the same.
    private static readonly TimeSpan HandOverAgain = TimeSpan.FromHours(1);

    /// <summary>What was handed to a scheduler that kept it in memory is gone with the process.</summary>
    public Task ForgetHandOversAsync(CancellationToken cancellationToken) => WriteAsync(
        () => Jobs().Where(job => job.Status == JobStatus.Queued && job.HandedOverAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.HandedOverAt, (DateTimeOffset?)null), cancellationToken),
        cancellationToken);

    /// <summary>Hands over what is due.</summary>
    /// <returns>Whether there is more.</returns>
    public async Task<bool> DispatchAsync(CancellationToken cancellationToken)
    {
        await recovery.RunAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        if (!await Due(now).AnyAsync(cancellationToken))
            return false;
        await using var write = await db.BeginWriteAsync(cancellationToken);
        // Other nodes skip what this one has locked. SQLite has one writer, which needs no lock.
        var due = await Locked(now).Select(job => new { job.WorkspaceId, job.Id, job.Queue }).ToListAsync(cancellationToken);
        foreach (var job in due)
            hangfire.Create<JobRunner>(runner => runner.RunAsync(job.WorkspaceId, job.Id, CancellationToken.None), new EnqueuedState(job.Queue));
        // Should the process die before this is saved, they are handed over twice, and run once.
        var ids = due.Select(job => job.Id).ToArray();
        await Jobs().Where(job => ids.Contains(job.Id)).ExecuteUpdateAsync(set => set.SetProperty(job => job.HandedOverAt, now), cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count == BatchSize;
    }

    private IQueryable<Job> Due(DateTimeOffset now)
    {
        var longAgo = now - HandOverAgain;
        return Jobs().Where(Job.IsDue(now)).Where(job => job.HandedOverAt == null || job.HandedOverAt < longAgo);
    }

    private IQueryable<Job> Locked(DateTimeOffset now)
    {
        if (db.Database.IsSqlite())
            return Due(now).OrderBy(job => job.AvailableAt).Take(BatchSize);
        var longAgo = now - HandOverAgain;
        return db.Set<Job>().FromSql($"""
            SELECT * FROM platform_jobs
            WHERE status = 'Queued' AND (available_at <= {now} OR available_at = created_at) AND (handed_over_at IS NULL OR handed_over_at < {longAgo})
            ORDER BY available_at LIMIT {BatchSize} FOR UPDATE SKIP LOCKED
            """).IgnoreQueryFilters().AsNoTracking();
    }

    private IQueryable<Job> Jobs() => db.Set<Job>().IgnoreQueryFilters().AsNoTracking();

    private async Task WriteAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await work();
        await write.CommitAsync(cancellationToken);
    }
}
