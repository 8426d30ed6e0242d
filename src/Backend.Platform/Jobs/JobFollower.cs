using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Jobs;

/// <summary>
/// Does a job in this process, for somebody who waits for it, unless a worker is faster: a command needs no server, and does
/// not disturb one.
/// </summary>
public sealed class JobFollower(JobRunner runner, IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Sees a job to its end.</summary>
    /// <param name="workspaceId">Its workspace.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="told">Told now and then how it is.</param>
    /// <param name="cancellationToken">Ends the wait; what is done here is handed back.</param>
    /// <returns>The job, ended.</returns>
    /// <exception cref="NotFoundException">There is no such job.</exception>
    public async Task<Job> RunAsync(Guid workspaceId, Guid jobId, Func<Job, Task> told, CancellationToken cancellationToken)
    {
        while (true)
        {
            await WorkAsync(workspaceId, jobId, told, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var job = await LookAsync(workspaceId, jobId, cancellationToken);
            if (job.Status is not (JobStatus.Queued or JobStatus.Running))
                return job;
            // Somebody else has it, or it waits for its next attempt.
            await told(job);
            await Task.Delay(Interval, clock, cancellationToken);
        }
    }

    private async Task WorkAsync(Guid workspaceId, Guid jobId, Func<Job, Task> told, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = runner.RunAsync(workspaceId, jobId, ending.Token);
        try
        {
            while (await Task.WhenAny(running, Task.Delay(Interval, clock, ending.Token)) != running)
                await told(await LookAsync(workspaceId, jobId, cancellationToken));
        }
        finally
        {
            await ending.CancelAsync();
            await running;
        }
    }

    private async Task<Job> LookAsync(Guid workspaceId, Guid jobId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        // The one who had it may have died, with no other worker there to notice.
        await scope.ServiceProvider.GetRequiredService<JobRecovery>().RunAsync(cancellationToken);
        return await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<Job>().IgnoreQueryFilters().AsNoTracking()
            .SingleOrDefaultAsync(job => job.WorkspaceId == workspaceId && job.Id == jobId, cancellationToken) ?? throw new NotFoundException(nameof(Job));
    }
}
