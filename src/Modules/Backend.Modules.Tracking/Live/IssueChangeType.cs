using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Modules.Tracking.History;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Events;

namespace Backend.Modules.Tracking.Live;

[ObjectType<IssueChange>]
internal static class IssueChangeType
{
    /// <summary>The issue as it is now. Null where it is gone, passes the filter no longer, or is out of the viewer's sight.</summary>
    [DependsOnRightsOnly]
    public static DataLoaderResult<Issue?> GetIssue([Parent] IssueChange change, IssueByIdDataLoader issues) =>
        change.ShowsIssue ? issues.Load(change.IssueId).Then(issue => (Issue?)issue) : DataLoaderResult.FromValue<Issue?>(null);

    /// <summary>
    /// What was changed. Empty for an issue that was created or deleted, or that the viewer does not see any more; a parent
    /// that the viewer may not see reads null.
    /// </summary>
    [BindMember(nameof(IssueChange.Changes))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<IReadOnlyList<FieldChange>> GetChanges([Parent] IssueChange change, IssueByIdDataLoader issues) =>
        VisibleChanges.Of(change.Changes, issues);

    /// <summary>Who did it; null for the system.</summary>
    [BindMember(nameof(IssueChange.ActorId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<IUser?> GetActor([Parent] IssueChange change, IUserByIdDataLoader users) => users.Load(change.ActorId);
}
