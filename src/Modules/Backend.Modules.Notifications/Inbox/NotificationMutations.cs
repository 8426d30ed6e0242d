using Backend.GraphQL;
using Backend.Platform.Errors;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Inbox;

[MutationType]
[Authorize(NotificationPermissions.Write)]
[Error<ValidationError>]
[Error<NotFoundError>]
[Error<ConflictError>]
internal static class NotificationMutations
{
    /// <summary>Marks one of the viewer's notifications as read or unread, snoozes it, puts it away, or takes it back.</summary>
    public static async Task<Notification> NotificationUpdateAsync(
        NotificationUpdateInput input, VisibleNotifications notifications, NotificationChanges changes, CancellationToken cancellationToken)
    {
        var notification = await notifications.GetAsync(input.Id, cancellationToken);
        changes.Apply([notification], input.IsRead, input.IsArchived, input.SnoozedUntil);
        return notification;
    }

    /// <summary>
    /// Does the same to all of the viewer's notifications that are in the inbox, or to those that pass the filter: those of one
    /// group, say. At most 10,000 at once, the latest.
    /// </summary>
    public static async Task<NotificationsUpdated> NotificationUpdateAllAsync(
        NotificationUpdateAllInput input, VisibleNotifications notifications, NotificationFilterTranslator filters, NotificationChanges changes, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var shown = await notifications.Query().Where(InboxRules.IsShown(clock.GetUtcNow())).Where(input.Filter, filters)
            .OrderByDescending(notification => notification.CreatedAt)
            .Take(NotificationChanges.Most)
            .ToListAsync(cancellationToken);
        changes.Apply(shown, input.IsRead, input.IsArchived, input.SnoozedUntil);
        return new NotificationsUpdated(shown.Count);
    }

    /// <summary>Marks all of the viewer's notifications in the inbox as read, or those that pass the filter. At most 10,000 at once, the latest.</summary>
    public static async Task<NotificationsUpdated> NotificationMarkAllReadAsync(
        NotificationMarkAllReadInput input, VisibleNotifications notifications, NotificationFilterTranslator filters, NotificationChanges changes, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var unread = await notifications.Query().Where(InboxRules.IsUnread(clock.GetUtcNow())).Where(input.Filter, filters)
            .OrderByDescending(notification => notification.CreatedAt)
            .Take(NotificationChanges.Most)
            .ToListAsync(cancellationToken);
        changes.Apply(unread, isRead: true, isArchived: null, snoozedUntil: default);
        return new NotificationsUpdated(unread.Count);
    }
}

/// <summary>How many notifications were changed.</summary>
/// <param name="Count">How many.</param>
internal sealed record NotificationsUpdated(int Count);
