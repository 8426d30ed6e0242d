using System.Linq.Expressions;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>What is in the inbox at a time.</summary>
internal static class InboxRules
{
    /// <summary>Neither put away nor snoozed.</summary>
    public static Expression<Func<Notification, bool>> IsShown(DateTimeOffset now) =>
        notification => notification.ArchivedAt == null && (notification.SnoozedUntil == null || notification.SnoozedUntil <= now);

    /// <summary>In the inbox, and not read.</summary>
    public static Expression<Func<Notification, bool>> IsUnread(DateTimeOffset now) =>
        notification => notification.ReadAt == null && notification.ArchivedAt == null
            && (notification.SnoozedUntil == null || notification.SnoozedUntil <= now);
}
