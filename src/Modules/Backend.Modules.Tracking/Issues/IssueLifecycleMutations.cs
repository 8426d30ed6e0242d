using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;

namespace Backend.Modules.Tracking.Issues;

[MutationType]
[Error<NotFoundError>]
[Error<ConflictError>]
internal static class IssueLifecycleMutations
{
    /// <summary>Archives an issue: lists leave it out unless they are asked for archived ones.</summary>
    [Authorize(IssuePermissions.Archive)]
    public static async Task<Issue> IssueArchiveAsync(
        IssueArchiveInput input, BackendDbContext db, VisibleIssues issues, TimeProvider clock, CancellationToken cancellationToken)
    {
        var issue = await GetAsync(issues, input.Id, IssuePermissions.Archive, input.ExpectedVersion, cancellationToken);
        issue.Archive(clock.GetUtcNow());
        issue.Record(IssueChangeAction.Archived, db.Session.ActorId, clock.GetUtcNow());
        return issue;
    }

    /// <summary>Takes an issue back from the archive.</summary>
    [Authorize(IssuePermissions.Archive)]
    public static async Task<Issue> IssueUnarchiveAsync(
        IssueUnarchiveInput input, BackendDbContext db, VisibleIssues issues, TimeProvider clock, CancellationToken cancellationToken)
    {
        var issue = await GetAsync(issues, input.Id, IssuePermissions.Archive, input.ExpectedVersion, cancellationToken);
        issue.Unarchive(clock.GetUtcNow());
        issue.Record(IssueChangeAction.Unarchived, db.Session.ActorId, clock.GetUtcNow());
        return issue;
    }

    /// <summary>Puts an issue into the trash: lists leave it out, and it can be restored.</summary>
    [Authorize(IssuePermissions.Trash)]
    public static async Task<Issue> IssueTrashAsync(
        IssueTrashInput input, BackendDbContext db, VisibleIssues issues, TimeProvider clock, CancellationToken cancellationToken)
    {
        var issue = await GetAsync(issues, input.Id, IssuePermissions.Trash, input.ExpectedVersion, cancellationToken);
        issue.Trash(clock.GetUtcNow());
        issue.Record(IssueChangeAction.Trashed, db.Session.ActorId, clock.GetUtcNow());
        return issue;
    }

    /// <summary>Takes an issue back from the trash.</summary>
    [Authorize(IssuePermissions.Trash)]
    public static async Task<Issue> IssueRestoreAsync(
        IssueRestoreInput input, BackendDbContext db, VisibleIssues issues, TimeProvider clock, CancellationToken cancellationToken)
    {
        var issue = await GetAsync(issues, input.Id, IssuePermissions.Trash, input.ExpectedVersion, cancellationToken);
        issue.Restore();
        issue.Record(IssueChangeAction.Restored, db.Session.ActorId, clock.GetUtcNow());
        return issue;
    }

    /// <summary>Deletes an issue for good, with its history. Its parts stay, without a parent; its number is not given again.</summary>
    [Authorize(IssuePermissions.Delete)]
    public static async Task<Issue> IssueDeleteAsync(
        IssueDeleteInput input, VisibleIssues issues, IssueRemoval removal, CancellationToken cancellationToken)
    {
        var issue = await GetAsync(issues, input.Id, IssuePermissions.Delete, input.ExpectedVersion, cancellationToken);
        await removal.RemoveAsync([issue], cancellationToken);
        return issue;
    }

    private static async Task<Issue> GetAsync(VisibleIssues issues, Guid id, string permission, int? expectedVersion, CancellationToken cancellationToken)
    {
        var issue = await issues.GetForChangeAsync(id, permission, cancellationToken);
        issue.DemandVersion(expectedVersion);
        return issue;
    }
}
