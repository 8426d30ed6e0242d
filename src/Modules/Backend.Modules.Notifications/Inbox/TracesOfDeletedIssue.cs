using Backend.Contracts.Tracking;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>An issue that is deleted for good takes along what people were told of it, who followed it, and reminders of it.</summary>
internal sealed class TracesOfDeletedIssue(BackendDbContext db) : IIssueDeletedHandler
{
    public async Task OnIssueDeletedAsync(IIssue issue, CancellationToken cancellationToken)
    {
        // In the same transaction, and without reading what may be very many rows.
        await db.Notifications.Where(notification => notification.IssueId == issue.Id).ExecuteDeleteAsync(cancellationToken);
        await db.IssueSubscriptions.Where(subscription => subscription.IssueId == issue.Id).ExecuteDeleteAsync(cancellationToken);
        await db.Reminders.Where(reminder => reminder.IssueId == issue.Id).ExecuteDeleteAsync(cancellationToken);
    }
}
