using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>Whose snoozed notifications come back, and when.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Until">Until when they were snoozed.</param>
internal sealed record WakeArguments(Guid UserId, DateTimeOffset Until);

/// <summary>Brings snoozed notifications back as if they were new. One whose time was changed meanwhile is left to its own job.</summary>
internal sealed class WakeJob(BackendDbContext db) : IJob<WakeArguments>
{
    public async Task ExecuteAsync(WakeArguments arguments, JobContext context, CancellationToken cancellationToken)
    {
        var due = await db.Notifications
            .Where(notification => notification.UserId == arguments.UserId && notification.SnoozedUntil != null && notification.SnoozedUntil <= arguments.Until)
            .OrderBy(notification => notification.CreatedAt)
            .Take(NotificationChanges.Most)
            .ToListAsync(cancellationToken);
        foreach (var notification in due)
            notification.Wake();
        Notification.Announce([.. due.Where(notification => notification.ArchivedAt is null)]);
    }
}
