using Backend.GraphQL;
using Backend.Platform.Security;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>Which part of the inbox.</summary>
internal enum InboxView
{
    /// <summary>What is neither put away nor snoozed.</summary>
    Inbox,

    /// <summary>What is snoozed.</summary>
    Snoozed,

    /// <summary>What was put away.</summary>
    Archived,

    /// <summary>Everything.</summary>
    All,
}

[QueryType]
[Authorize(NotificationPermissions.Read)]
internal static class NotificationQueries
{
    /// <summary>The viewer's own notifications in this workspace, the latest first.</summary>
    /// <param name="filter">Which of them.</param>
    /// <param name="view">Which part of the inbox.</param>
    /// <param name="latestOfGroup">Whether of each group only the latest is wanted: one line per issue, whose <c>group</c> has the rest.</param>
    [UseConnection]
    public static Task<Connection<Notification>> GetNotificationsAsync(
        NotificationFilter? filter, PageArguments page, VisibleNotifications notifications, NotificationFilterTranslator filters, TimeProvider clock,
        CancellationToken cancellationToken, InboxView view = InboxView.Inbox, bool latestOfGroup = false)
    {
        var listed = InView(notifications.Query(), view, clock.GetUtcNow()).Where(filter, filters);
        return (latestOfGroup ? LatestOf(listed) : listed).ToConnectionAsync(page, Order, cancellationToken);
    }

    /// <summary>How many of the viewer's notifications in this workspace are in the inbox and were not read.</summary>
    public static Task<int> GetUnreadCountAsync(Viewer viewer, VisibleNotifications notifications, TimeProvider clock, CancellationToken cancellationToken)
    {
        _ = viewer.RequiredWorkspaceId;
        return notifications.CountUnreadAsync(clock.GetUtcNow(), cancellationToken);
    }

    internal static SortKeys<Notification> Order => new SortKeys<Notification>().Add(notification => notification.CreatedAt, SortDirection.Desc);

    private static IQueryable<Notification> InView(IQueryable<Notification> all, InboxView view, DateTimeOffset now) => view switch
    {
        InboxView.Inbox => all.Where(InboxRules.IsShown(now)),
        InboxView.Snoozed => all.Where(notification => notification.ArchivedAt == null && notification.SnoozedUntil > now),
        InboxView.Archived => all.Where(notification => notification.ArchivedAt != null),
        _ => all,
    };

    private static IQueryable<Notification> LatestOf(IQueryable<Notification> listed) => listed.Where(one => !listed.Any(
        other => other.GroupingKey == one.GroupingKey
            && (other.CreatedAt > one.CreatedAt || (other.CreatedAt == one.CreatedAt && other.Id.CompareTo(one.Id) > 0))));
}
