using Backend.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Inbox;

internal static class NotificationDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, Notification>> GetNotificationByIdAsync(
        IReadOnlyList<Guid> ids, VisibleNotifications notifications, CancellationToken cancellationToken) =>
        notifications.Query().Where(notification => ids.Contains(notification.Id)).ToDictionaryAsync(notification => notification.Id, cancellationToken);

    [DataLoader]
    public static Task<Dictionary<string, GroupCounts>> GetCountsByGroupAsync(
        IReadOnlyList<string> keys, VisibleNotifications notifications, TimeProvider clock, CancellationToken cancellationToken) =>
        notifications.Query().Where(notification => keys.Contains(notification.GroupingKey)).Where(InboxRules.IsShown(clock.GetUtcNow()))
            .GroupBy(notification => notification.GroupingKey)
            .Select(group => new { group.Key, Count = group.Count(), Unread = group.Count(notification => notification.ReadAt == null) })
            .ToDictionaryAsync(group => group.Key, group => new GroupCounts(group.Count, group.Unread), StringComparer.Ordinal, cancellationToken);

    [DataLoader]
    public static Task<Dictionary<string, Connection<Notification>>> GetNotificationsByGroupAsync(
        IReadOnlyList<string> keys, PageArguments page, VisibleNotifications notifications, TimeProvider clock, CancellationToken cancellationToken) =>
        notifications.Query().Where(notification => keys.Contains(notification.GroupingKey)).Where(InboxRules.IsShown(clock.GetUtcNow()))
            .ToConnectionsByKeyAsync(
                notification => notification.GroupingKey, notification => notification, page, NotificationQueries.Order, cancellationToken);
}

/// <summary>How many notifications of a group are in the inbox.</summary>
/// <param name="Count">How many.</param>
/// <param name="Unread">How many of them were not read.</param>
internal sealed record GroupCounts(int Count, int Unread);
