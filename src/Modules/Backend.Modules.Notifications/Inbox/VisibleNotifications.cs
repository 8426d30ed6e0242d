using Backend.Contracts.Tracking;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>The viewer's own notifications, without those of issues that the viewer may not see any more.</summary>
internal sealed class VisibleNotifications(BackendDbContext db, Viewer viewer, IIssueDirectory issues)
{
    public IQueryable<Notification> Query()
    {
        if (viewer.WorkspaceId is null)
            return db.Notifications.Where(_ => false);
        var me = viewer.UserId;
        var seen = issues.VisibleIds();
        return db.Notifications.Where(notification => notification.UserId == me && notification.InInbox
            && (notification.IssueId == null || seen.Any(id => id == notification.IssueId)));
    }

    /// <exception cref="NotFoundException">There is none, or the viewer may not see it.</exception>
    public async Task<Notification> GetAsync(Guid id, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(notification => notification.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Notification), "input", "id");

    /// <summary>How many are in the inbox and were not read.</summary>
    public Task<int> CountUnreadAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        Query().Where(InboxRules.IsUnread(now)).CountAsync(cancellationToken);
}
