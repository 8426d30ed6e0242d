using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Security;

namespace Backend.Modules.Tracking.Bulk;

[MutationType]
[Error<ValidationError>]
[Error<NotFoundError>]
internal static class IssueBatchMutations
{
    /// <summary>
    /// Creates up to 1,000 issues, all in one transaction, and up to 20,000 by a job. Each is told of in the change feed and in its
    /// history like one created alone.
    /// </summary>
    [Authorize(IssuePermissions.Create)]
    [Cost(1_000)]
    public static async Task<IssueBatch> IssueBatchCreateAsync(
        IssueBatchCreateInput input, Viewer viewer, IssueBatchCreation creation, JobScheduler jobs, CancellationToken cancellationToken) => input.Issues.Count switch
        {
            0 or > IssueBatch.MaxJobSize => throw new ValidationFailedException("issues", $"A batch has 1 to {IssueBatch.MaxJobSize} issues."),
            > IssueBatch.MaxSize => IssueBatch.ByJob(jobs.Enqueue<IssueBatchCreateJob, IssueBatchCreateInput>(input)),
            _ => await creation.CreateAsync(input, viewer.RequiredUserId, cancellationToken),
        };

    /// <summary>
    /// Makes the same changes to up to 1,000 issues, all in one transaction, and to up to 20,000 by a job, which commits 500 at a
    /// time. Each is told of in the change feed and in its history like one changed alone.
    /// </summary>
    [Authorize(IssuePermissions.Update)]
    [Error<ConflictError>]
    [Cost(1_000)]
    public static async Task<IssueBatch> IssueBatchUpdateAsync(
        IssueBatchUpdateInput input, IssueBatchUpdating updating, JobScheduler jobs, CancellationToken cancellationToken)
    {
        var ids = await updating.FindAsync(input, cancellationToken);
        return ids.Count switch
        {
            <= IssueBatch.MaxSize => await updating.UpdateAsync(ids, input, cancellationToken),
            > IssueBatch.MaxJobSize => throw new ValidationFailedException("filter", $"The filter finds more than {IssueBatch.MaxJobSize} issues. Narrow it."),
            _ => IssueBatch.ByJob(jobs.Enqueue<IssueBatchUpdateJob, IssueBatchUpdateArguments>(IssueBatchUpdateArguments.Create(ids, input))),
        };
    }
}
