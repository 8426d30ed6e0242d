using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;

namespace Backend.Modules.Jobs.Jobs;

[MutationType]
[Error<NotFoundError>]
[Error<ValidationError>]
[Error<ConflictError>]
internal static class JobMutations
{
    /// <summary>Begins a job anew that has failed or was stopped, with all its attempts.</summary>
    [Authorize(JobPermissions.Manage)]
    public static async Task<Job> JobRetryAsync(JobRetryInput input, VisibleJobs jobs, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(input.Id, ["input", "id"], cancellationToken);
        job.Retry();
        return job;
    }

    /// <summary>Gives a job up that has failed.</summary>
    [Authorize(JobPermissions.Manage)]
    public static async Task<Job> JobDiscardAsync(JobDiscardInput input, VisibleJobs jobs, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(input.Id, ["input", "id"], cancellationToken);
        job.Discard();
        return job;
    }

    /// <summary>Stops a job: one that waits at once, one that runs within a few seconds. What it has saved stays.</summary>
    [Authorize(JobPermissions.Read)]
    public static async Task<Job> JobCancelAsync(JobCancelInput input, VisibleJobs jobs, TimeProvider clock, CancellationToken cancellationToken)
    {
        var job = await jobs.GetAsync(input.Id, ["input", "id"], cancellationToken);
        job.Cancel(clock.GetUtcNow());
        return job;
    }
}

/// <summary>Names a job to begin anew.</summary>
internal sealed record JobRetryInput
{
    /// <summary>The job.</summary>
    [ID<Job>]
    public required Guid Id { get; init; }
}

/// <summary>Names a job to give up.</summary>
internal sealed record JobDiscardInput
{
    /// <summary>The job.</summary>
    [ID<Job>]
    public required Guid Id { get; init; }
}

/// <summary>Names a job to stop.</summary>
internal sealed record JobCancelInput
{
    /// <summary>The job.</summary>
    [ID<Job>]
    public required Guid Id { get; init; }
}
