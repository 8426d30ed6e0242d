using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Errors;
using Backend.Platform.Security;

namespace Backend.Modules.Tracking.Bulk;

[MutationType]
[Error<ValidationError>]
[Error<NotFoundError>]
internal static class IssueBatchMutations
{
    /// <summary>Creates up to 1,000 issues, all in one transaction. Each is told of in the change feed and in its history like one created alone.</summary>
    [Authorize(IssuePermissions.Create)]
    [Cost(1_000)]
    public static Task<IssueBatch> IssueBatchCreateAsync(
        IssueBatchCreateInput input, Viewer viewer, IssueBatchCreation creation, CancellationToken cancellationToken) =>
        creation.CreateAsync(input, viewer.RequiredUserId, cancellationToken);

    /// <summary>Makes the same changes to up to 1,000 issues, all in one transaction. Each is told of in the change feed and in its history like one changed alone.</summary>
    [Authorize(IssuePermissions.Update)]
    [Error<ConflictError>]
    [Cost(1_000)]
    public static async Task<IssueBatch> IssueBatchUpdateAsync(
        IssueBatchUpdateInput input, IssueBatchUpdating updating, CancellationToken cancellationToken)
    {
        var ids = await updating.FindAsync(input, cancellationToken);
        return ids.Count <= IssueBatch.MaxSize ? await updating.UpdateAsync(ids, input, cancellationToken)
            : throw new ValidationFailedException("filter", $"The filter finds more than {IssueBatch.MaxSize} issues. Narrow it, or repeat the batch until it finds none.");
    }
}
