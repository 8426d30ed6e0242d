using Backend.Contracts.Access;
using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.History;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;

namespace Backend.Modules.Tracking.Issues;

[ObjectType<Issue>]
internal static class IssueType
{
    /// <summary>The team.</summary>
    [BindMember(nameof(Issue.TeamId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<ITeam> GetTeam([Parent] Issue issue, ITeamOfVisibleDataLoader teams) => teams.LoadRequired(issue.TeamId);

    /// <summary>The state.</summary>
    [BindMember(nameof(Issue.StateId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<WorkflowState> GetState([Parent] Issue issue, WorkflowStateOfVisibleDataLoader states) => states.LoadRequired(issue.StateId);

    /// <summary>Who works on it.</summary>
    [BindMember(nameof(Issue.AssigneeId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<IUser?> GetAssignee([Parent] Issue issue, IUserByIdDataLoader users) => users.Load(issue.AssigneeId);

    /// <summary>Who created it.</summary>
    [BindMember(nameof(Issue.CreatorId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<IUser> GetCreator([Parent] Issue issue, IUserByIdDataLoader users) => users.LoadRequired(issue.CreatorId);

    /// <summary>The issue that it is a part of; null also where the viewer may not see that one.</summary>
    [BindMember(nameof(Issue.ParentId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<IIssue?> GetParent([Parent] Issue issue, IssueByIdDataLoader issues) => issues.Load(issue.ParentId);

    /// <summary>Its parts, in the manual order, without archived and trashed ones.</summary>
    [UseConnection]
    [DependsOnRightsOnly]
    public static DataLoaderResult<Connection<Issue>> GetChildren([Parent] Issue issue, PageArguments page, ChildrenByIssueIdDataLoader children) =>
        children.Load(issue.Id, page);

    /// <summary>Its labels, by name.</summary>
    [UseConnection]
    [DependsOnRightsOnly]
    public static DataLoaderResult<Connection<Label>> GetLabels([Parent] Issue issue, PageArguments page, LabelsByIssueIdDataLoader labels) =>
        labels.Load(issue.Id, page);

    /// <summary>What was done to it, the oldest first: it begins with its creation. Moves in the manual order are left out.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<IssueHistory>> GetHistory([Parent] Issue issue, PageArguments page, HistoryByIssueIdDataLoader history) =>
        history.Load(issue.Id, page);

    /// <summary>The identifiers that it had in other teams, the oldest first. It is still found by them.</summary>
    [DependsOnRightsOnly]
    public static DataLoaderResult<IReadOnlyList<string>> GetPreviousIdentifiers(
        [Parent] Issue issue, EarlierIdentifiersByIssueIdDataLoader identifiers) => identifiers.LoadRequired(issue.Id);

    /// <summary>What the viewer may do with it.</summary>
    public static IssueViewerCan GetViewerCan([Parent] Issue issue, IAccessPolicy access) => new(
        access.Can(IssuePermissions.Update, issue.TeamId, issue.Id), access.Can(IssuePermissions.Archive, issue.TeamId, issue.Id),
        access.Can(IssuePermissions.Trash, issue.TeamId, issue.Id), access.Can(IssuePermissions.Delete, issue.TeamId, issue.Id));

    [NodeResolver]
    public static DataLoaderResult<IIssue?> GetById(Guid id, IssueByIdDataLoader issues) => issues.Load(id);
}

/// <summary>What the viewer may do with an issue.</summary>
/// <param name="Update">Change and move it.</param>
/// <param name="Archive">Archive it, and take it back.</param>
/// <param name="Trash">Put it into the trash, and take it back.</param>
/// <param name="Delete">Delete it for good.</param>
internal sealed record IssueViewerCan(bool Update, bool Archive, bool Trash, bool Delete);
