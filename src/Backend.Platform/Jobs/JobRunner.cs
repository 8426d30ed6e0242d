using System.Runtime.ExceptionServices;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Telemetry;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Jobs;

/// <summary>Which job.</summary>
/// <param name="WorkspaceId">Its workspace.</param>
/// <param name="Id">Its id there.</param>
public sealed record JobKey(Guid WorkspaceId, Guid Id);

/// <summary>
/// Runs one attempt of one job: takes the lease, runs it, and records its end in the transaction of its effect. Called by
/// Hangfire, any number of times for the same job: only whoever gets the lease does anything.
/// </summary>
public sealed partial class JobRunner(
    IServiceScopeFactory scopes, JobRegistry registry, WorkerPresence presence, JobSignal signal, IEnumerable<IExceptionMapper> mappers, IOptions<JobOptions> options,
    TimeProvider clock, ILogger<JobRunner> logger)
{
    /// <summary>Runs the next attempt of each, one after the other.</summary>
    /// <exception cref="OperationCanceledException">The worker stops: Hangfire gives those that were not begun to another.</exception>
    // What the job itself throws is handled here; what is left is a database that is away, after which Hangfire tries again.
    [AutomaticRetry(Attempts = 20, DelaysInSeconds = [1, 5, 15, 30])]
    public async Task RunAsync(JobKey[] jobs, CancellationToken shutdown)
    {
        ExceptionDispatchInfo? failure = null;
        foreach (var job in jobs)
        {
            shutdown.ThrowIfCancellationRequested();
            try
            {
                await RunAsync(job.WorkspaceId, job.Id, shutdown);
            }
            catch (Exception error) when (!shutdown.IsCancellationRequested)
            {
                // The others need not wait for the next attempt; those that are done by then are left alone.
                failure ??= ExceptionDispatchInfo.Capture(error);
            }
        }

        failure?.Throw();
    }

    /// <summary>Runs the next attempt, if it is due and nobody else has the job.</summary>
    public async Task RunAsync(Guid workspaceId, Guid jobId, CancellationToken shutdown)
    {
        var leaseId = await presence.NewLeaseAsync(clock.GetUtcNow(), shutdown);
        if (await TakeAsync(workspaceId, jobId, leaseId, shutdown) is not { } job)
            return;
        using var log = logger.BeginScope(new Dictionary<string, object?>(StringComparer.Ordinal) { ["JobId"] = jobId, ["RequestId"] = job.RequestId });
        var lease = new JobLease(scopes, workspaceId, jobId, leaseId, options.Value.Lease, clock);
        if (registry.Find(job.Type) is not { } definition)
        {
            // A newer node has asked for it; while nodes are upgraded, one that knows it comes by.
            await EndAsync(lease, JobEnding.HandBack(job, options.Value.Lease));
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using var timeout = new CancellationTokenSource(definition.Policy.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, timeout.Token);
        var watching = WatchAsync(lease, ending);
        using var activity = PlatformTelemetry.StartJob(job.Type, job.TraceParent);
        var (started, outcome) = (clock.GetTimestamp(), JobStatus.Succeeded);
        try
        {
            await RunAsync(definition, job, lease, both.Token);
        }
        catch (JobLeaseLostException)
        {
            LogLost(logger, job.Type);
        }
        catch (Exception error)
        {
            var end = Judge(error, definition, job, shutdown, ending.Token, timeout.Token);
            outcome = end.Status;
            await EndAsync(lease, end);
        }
        finally
        {
            PlatformTelemetry.EndJob(activity, job.Type, outcome, clock.GetElapsedTime(started));
            await ending.CancelAsync();
            await watching;
            signal.Notify();
        }
    }

    private async Task<Job?> TakeAsync(Guid workspaceId, Guid jobId, Guid leaseId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(cancellationToken);
        var now = await db.NowAsync(clock, cancellationToken);
        var (until, running) = (now + options.Value.Lease, JobStatus.Running);
        var mine = db.Set<Job>().IgnoreQueryFilters().AsNoTracking().Where(job => job.WorkspaceId == workspaceId && job.Id == jobId);
        var taken = await mine.Where(Job.IsDue(now)).ExecuteUpdateAsync(
            set => set.SetProperty(job => job.Status, running).SetProperty(job => job.LeaseId, leaseId).SetProperty(job => job.LeaseUntil, until)
                .SetProperty(job => job.Attempts, job => job.Attempts + 1).SetProperty(job => job.StartedAt, job => job.StartedAt ?? now),
            cancellationToken);
        var found = taken == 0 ? null : await mine.SingleAsync(cancellationToken);
        if (found is null)
        {
            // It was due when it was handed over, and the clock was set back since: the dispatcher looks again.
            DateTimeOffset? none = null;
            await mine.Where(job => job.Status == JobStatus.Queued && job.HandedOverAt != null)
                .ExecuteUpdateAsync(set => set.SetProperty(job => job.HandedOverAt, none), cancellationToken);
        }

        await write.CommitAsync(cancellationToken);
        return found;
    }

    private async Task RunAsync(JobDefinition definition, Job job, JobLease lease, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        db.Session = new DataSession(job.WorkspaceId, job.OwnerId, job.RequestId) { TokenId = job.TokenId };
        var database = scope.ServiceProvider.GetRequiredService<DatabaseScope>();
        (database.Operation, database.Origin) = (job.Type, AuditOrigin.Job);
        var context = new JobContext(job, lease, clock.GetUtcNow() + definition.Policy.Timeout);
        if (definition.Policy.InBatches)
        {
            await definition.RunAsync(scope.ServiceProvider, job.Arguments, context, cancellationToken);
            db.ChangeTracker.Clear();
        }

        await using var write = await db.BeginWriteAsync(cancellationToken);
        if (!definition.Policy.InBatches)
        {
            await definition.RunAsync(scope.ServiceProvider, job.Arguments, context, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        if (!await JobEnding.Success(context).WriteAsync(lease.Held(db), await db.NowAsync(clock, cancellationToken), cancellationToken))
            throw new JobLeaseLostException();
        await write.CommitAsync(cancellationToken);
    }

    // The job's own transaction is gone: this one says what has become of it.
    private async Task EndAsync(JobLease lease, JobEnding ending)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        // Somebody may have asked to stop it while the attempt failed: it is not tried again then.
        if (ending.Status == JobStatus.Queued && await lease.Held(db).AnyAsync(job => job.CancelRequested, CancellationToken.None))
            ending = JobEnding.Cancelled();
        await ending.WriteAsync(lease.Held(db), await db.NowAsync(clock, CancellationToken.None), CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }

    private JobEnding Judge(
        Exception error, JobDefinition definition, Job job, CancellationToken shutdown, CancellationToken ended, CancellationToken timedOut)
    {
        if (shutdown.IsCancellationRequested)
            return JobEnding.HandBack(job, TimeSpan.Zero);
        if (ended.IsCancellationRequested)
            return JobEnding.Cancelled();
        if (timedOut.IsCancellationRequested)
            error = new TimeoutException($"The job took longer than {definition.Policy.Timeout}.");
        var known = error as ICodedException ?? mappers.Select(mapper => mapper.Map(error)).OfType<ICodedException>().FirstOrDefault();
        var (code, message) = known is not null ? (known.Code, ((Exception)known).Message)
            : error is TimeoutException ? (ErrorCodes.Timeout, error.Message)
            : (ErrorCodes.Internal, "Something went wrong on our side; the log has the details.");
        // What the input is to blame for would fail again in the same way.
        var hopeless = error is BackendException and not UnavailableException and not ConflictException;
        if (hopeless || job.Attempts >= definition.Policy.Attempts)
        {
            LogDead(logger, job.Type, job.Attempts, error);
            return JobEnding.Dead(code, message);
        }

        var pause = definition.Policy.PauseAfter(job.Attempts);
        LogFailed(logger, job.Type, job.Attempts, pause, error);
        return JobEnding.Again(code, message, pause);
    }

    private async Task WatchAsync(JobLease lease, CancellationTokenSource ending)
    {
        try
        {
            using var timer = new PeriodicTimer(options.Value.Lease / 10, clock);
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                if (!await RenewAsync(lease, ending.Token))
                    await ending.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The job has ended.
        }
    }

    private async Task<bool> RenewAsync(JobLease lease, CancellationToken cancellationToken)
    {
        try
        {
            return await lease.RenewAsync(cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // A database that is away for a moment is asked again. When the lease runs out meanwhile, another worker may take the
            // job; what this one saves is then refused.
            LogNotRenewed(logger, error);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Type} was taken over by another worker")]
    private static partial void LogLost(ILogger logger, string type);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Type} failed in attempt {Attempt}; the next is in {Pause}")]
    private static partial void LogFailed(ILogger logger, string type, int attempt, TimeSpan pause, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Type} failed for good in attempt {Attempt}")]
    private static partial void LogDead(ILogger logger, string type, int attempt, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A job's lease could not be renewed")]
    private static partial void LogNotRenewed(ILogger logger, Exception error);
}
