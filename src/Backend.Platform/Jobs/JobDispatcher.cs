using Backend.Platform.Persistence;
using Hangfire;
using Hangfire.States;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Jobs;

/// <summary>Hands jobs that are due to Hangfire, and takes those back whose worker is silent.</summary>
internal sealed class JobDispatcher(
    BackendDbContext db, JobRegistry registry, JobRecovery recovery, IBackgroundJobClient hangfire, IOptions<JobOptions> options, TimeProvider clock)
{
    private const int BatchSize = 200;

    // Hangfire commits about five times for what it is handed: under load, several short jobs share that. Few, because one
    // that takes its time keeps those behind it waiting.
    private const int MostTogether = 10;

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
        var due = await Locked(now).Select(job => new { job.WorkspaceId, job.Id, job.Queue, job.Type }).ToListAsync(cancellationToken);
        foreach (var (queue, jobs) in Together([.. due.Select(job => (new JobKey(job.WorkspaceId, job.Id), job.Queue, job.Type))]))
            hangfire.Create<JobRunner>(runner => runner.RunAsync(jobs, CancellationToken.None), new EnqueuedState(queue));
        // Should the process die before this is saved, they are handed over twice, and run once.
        var ids = due.Select(job => job.Id).ToArray();
        await Jobs().Where(job => ids.Contains(job.Id)).ExecuteUpdateAsync(set => set.SetProperty(job => job.HandedOverAt, now), cancellationToken);
        await write.CommitAsync(cancellationToken);
        return due.Count == BatchSize;
    }

    // So that every worker of a queue has something to do before any of them has much.
    private IEnumerable<(string Queue, JobKey[] Jobs)> Together(IReadOnlyList<(JobKey Key, string Queue, string Type)> due)
    {
        foreach (var queue in due.GroupBy(job => job.Queue, StringComparer.Ordinal))
        {
            var size = Math.Clamp(queue.Count() / Math.Max(1, options.Value.Workers.GetValueOrDefault(queue.Key)), 1, MostTogether);
            var (alone, together) = (queue.Where(job => IsLong(job.Type)), queue.Where(job => !IsLong(job.Type)));
            foreach (var jobs in alone.Chunk(1).Concat(together.Chunk(size)))
                yield return (queue.Key, [.. jobs.Select(job => job.Key)]);
        }
    }

    private bool IsLong(string type) => registry.Find(type) is not { Policy.InBatches: false };

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
