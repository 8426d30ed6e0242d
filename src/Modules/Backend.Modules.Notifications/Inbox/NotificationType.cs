using Backend.Contracts.Collaboration;
using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Events;

namespace Backend.Modules.Notifications.Inbox;

[ObjectType<Notification>]
internal static class NotificationType
{
    /// <summary>What happened, in a sentence.</summary>
    public static DataLoaderResult<string> GetSummary([Parent] Notification notification, IUserByIdDataLoader users, IIssueByIdDataLoader issues) =>
        users.Load(notification.ActorId).Then(actor => issues.Load(notification.IssueId).Then(
            issue => NotificationText.Sentence(notification, actor?.Name, issue?.Identifier)));

    /// <summary>The issue; null for one that is about none.</summary>
    [BindMember(nameof(Notification.IssueId))]
    public static DataLoaderResult<IIssue?> GetIssue([Parent] Notification notification, IIssueByIdDataLoader issues) => issues.Load(notification.IssueId);

    /// <summary>The comment; null for one that is about none, or where it was deleted.</summary>
    [BindMember(nameof(Notification.CommentId))]
    public static DataLoaderResult<IComment?> GetComment([Parent] Notification notification, ICommentByIdDataLoader comments) =>
        comments.Load(notification.CommentId);

    /// <summary>Who did it; null for the system.</summary>
    [BindMember(nameof(Notification.ActorId))]
    public static DataLoaderResult<IUser?> GetActor([Parent] Notification notification, IUserByIdDataLoader users) => users.Load(notification.ActorId);

    /// <summary>What changed; empty where nothing of the issue itself did.</summary>
    [ListSize(20)]
    public static IReadOnlyList<FieldChange> GetChanges([Parent] Notification notification) => NotificationText.ChangesOf(notification);

    /// <summary>The notifications in the inbox that belong together with this one.</summary>
    public static NotificationGroup GetGroup([Parent] Notification notification) => new(notification.GroupingKey);

    [NodeResolver]
    public static DataLoaderResult<Notification?> GetById(Guid id, NotificationByIdDataLoader notifications) => notifications.Load(id);
}

/// <summary>Notifications that belong together, such as those of one issue.</summary>
/// <param name="Key">What they have in common.</param>
internal sealed record NotificationGroup(string Key);

[ObjectType<NotificationGroup>]
internal static class NotificationGroupType
{
    /// <summary>How many of them are in the inbox.</summary>
    public static DataLoaderResult<int> GetCount([Parent] NotificationGroup group, CountsByGroupDataLoader counts) =>
        counts.Load(group.Key).Then(known => known?.Count ?? 0);

    /// <summary>How many of those were not read.</summary>
    public static DataLoaderResult<int> GetUnreadCount([Parent] NotificationGroup group, CountsByGroupDataLoader counts) =>
        counts.Load(group.Key).Then(known => known?.Unread ?? 0);

    /// <summary>Those in the inbox, the latest first.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<Notification>> GetNotifications(
        [Parent] NotificationGroup group, PageArguments page, NotificationsByGroupDataLoader notifications) => notifications.Load(group.Key, page);
}
