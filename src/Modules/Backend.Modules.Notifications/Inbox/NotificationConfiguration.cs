using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Notifications.Inbox;

internal sealed class NotificationConfiguration() : WorkspaceEntityConfiguration<Notification>("notifications_notifications")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Notification> builder)
    {
        builder.Property(notification => notification.Title).HasMaxLength(Notification.MaxTitleLength);
        builder.Property(notification => notification.GroupingKey).HasMaxLength(Notification.MaxGroupingKeyLength);
        // Nobody is told of a change twice, and what a live update tells of is found by it.
        builder.HasIndex(notification => new { notification.WorkspaceId, notification.UserId, notification.SourceSequence }).IsUnique();
        // The inbox, the latest first.
        builder.HasIndex(notification => new { notification.WorkspaceId, notification.UserId, notification.CreatedAt, notification.Id });
        // A group, and what of it waits for a mail.
        builder.HasIndex(notification => new { notification.WorkspaceId, notification.UserId, notification.GroupingKey, notification.CreatedAt });
        // What goes with an issue.
        builder.HasIndex(notification => new { notification.WorkspaceId, notification.IssueId });
        // What is old, of all workspaces.
        builder.HasIndex(notification => notification.CreatedAt);
    }
}
