using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Events;

namespace Backend.Modules.Tracking.History;

[ObjectType<IssueHistory>]
internal static class IssueHistoryType
{
    /// <summary>What was changed; empty for the entry that tells of the creation. A parent that the viewer may not see reads null.</summary>
    [BindMember(nameof(IssueHistory.Changes))]
    public static DataLoaderResult<IReadOnlyList<FieldChange>> GetChanges([Parent] IssueHistory entry, IssueByIdDataLoader issues) =>
        VisibleChanges.Of(entry.ReadChanges(), issues);

    /// <summary>Who did it; null for the system.</summary>
    [BindMember(nameof(IssueHistory.ActorId))]
    public static DataLoaderResult<IUser?> GetActor([Parent] IssueHistory entry, IUserByIdDataLoader users) => users.Load(entry.ActorId);

    /// <summary>The issue.</summary>
    [BindMember(nameof(IssueHistory.IssueId))]
    public static DataLoaderResult<IIssue> GetIssue([Parent] IssueHistory entry, IIssueByIdDataLoader issues) => issues.LoadRequired(entry.IssueId);

    [NodeResolver]
    public static DataLoaderResult<IssueHistory?> GetById(Guid id, IssueHistoryByIdDataLoader entries) => entries.Load(id);
}
