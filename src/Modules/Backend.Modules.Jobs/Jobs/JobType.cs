using System.Text.Json.Nodes;
using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Jobs;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Jobs.Jobs;

[ObjectType<Job>]
internal static class JobType
{
    /// <summary>Who asked for it; null for the system.</summary>
    [BindMember(nameof(Job.OwnerId))]
    public static DataLoaderResult<IUser?> GetOwner([Parent] Job job, IUserByIdDataLoader users) => users.Load(job.OwnerId);

    /// <summary>What it came to; null where it has not, or came to nothing that could be told.</summary>
    public static JsonNode? GetResult([Parent] Job job) => job.ResultJson is { } json ? JsonNode.Parse(json) : null;

    /// <summary>What the viewer may do with it.</summary>
    public static JobViewerCan GetViewerCan([Parent] Job job, Viewer viewer)
    {
        var manages = viewer.Can(JobPermissions.Manage);
        return new JobViewerCan(
            manages && job.Status is (JobStatus.Dead or JobStatus.Cancelled or JobStatus.Discarded), manages && job.Status == JobStatus.Dead,
            (manages || job.OwnerId == viewer.UserId) && job.Status is (JobStatus.Queued or JobStatus.Running));
    }

    [NodeResolver]
    public static DataLoaderResult<Job?> GetById(Guid id, JobByIdDataLoader jobs) => jobs.Load(id);
}

/// <summary>What the viewer may do with a job.</summary>
/// <param name="Retry">Begin it anew.</param>
/// <param name="Discard">Give it up.</param>
/// <param name="Cancel">Stop it.</param>
internal sealed record JobViewerCan(bool Retry, bool Discard, bool Cancel);

internal static class JobDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, Job>> GetJobByIdAsync(IReadOnlyList<Guid> ids, VisibleJobs jobs, CancellationToken cancellationToken) =>
        jobs.Query().Where(job => ids.Contains(job.Id)).ToDictionaryAsync(job => job.Id, cancellationToken);
}
