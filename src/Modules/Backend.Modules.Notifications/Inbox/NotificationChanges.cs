using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Jobs;
using Backend.Platform.Security;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>Changes notifications, and asks for their return where they are snoozed.</summary>
internal sealed class NotificationChanges(JobScheduler jobs, Viewer viewer, TimeProvider clock)
{
    /// <summary>How many are changed at once, at most.</summary>
    public const int Most = 10_000;

    /// <exception cref="ValidationFailedException">Nothing is to be changed, or the time to snooze until has passed.</exception>
    public void Apply(IReadOnlyList<Notification> notifications, bool? isRead, bool? isArchived, Optional<DateTimeOffset?> snoozedUntil)
    {
        if (isRead is null && isArchived is null && !snoozedUntil.HasValue)
            throw new ValidationFailedException("isRead", "Say what is to be changed: isRead, isArchived or snoozedUntil.");
        var now = clock.GetUtcNow();
        if (snoozedUntil.TryGet(out var until))
            Notification.DemandTime("snoozedUntil", until, now);
        foreach (var notification in notifications)
        {
            if (isRead is { } read)
                notification.MarkRead(read, now);
            if (isArchived is { } archived)
                notification.Archive(archived, now);
            if (snoozedUntil.HasValue)
                notification.Snooze(until, now);
        }

        if (until is { } wakeAt && notifications.Count > 0)
            jobs.Enqueue<WakeJob, WakeArguments>(new WakeArguments(viewer.RequiredUserId, wakeAt), wakeAt);
    }
}
