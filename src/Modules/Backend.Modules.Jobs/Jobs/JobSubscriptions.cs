using System.Runtime.CompilerServices;
using Backend.GraphQL;
using Backend.Platform.Jobs;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Jobs.Jobs;

[SubscriptionType]
internal static class JobSubscriptions
{
    // Progress of another node's worker wakes nobody here.
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>How a job gets on: as it is now, then whenever it has got further, until it ends.</summary>
    [Authorize(JobPermissions.Read)]
    [Subscribe(With = nameof(FollowJob))]
    public static Job JobProgress([EventMessage] Job job) => job;

    /// <param name="id">The job.</param>
    public static async IAsyncEnumerable<Job> FollowJob(
        [ID<Job>] Guid id, JobSignal signal, IViewerScopeFactory scopes, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (JobStatus, int, int, int?)? told = null;
        while (true)
        {
            var wake = signal.WaitAsync();
            // Access may have been lost since: the stream then ends as if the job were gone.
            await using var scope = await scopes.BeginAsync(cancellationToken);
            var job = await scope.ServiceProvider.GetRequiredService<VisibleJobs>().GetAsync(id, ["id"], cancellationToken);
            if (told != (job.Status, job.Attempts, job.Done, job.Total))
            {
                told = (job.Status, job.Attempts, job.Done, job.Total);
                yield return job;
            }

            if (job.Status is not (JobStatus.Queued or JobStatus.Running))
                yield break;
            await Task.WhenAny(wake, Task.Delay(PollInterval, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
