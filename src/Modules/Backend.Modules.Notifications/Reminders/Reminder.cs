using Backend.GraphQL;
using Backend.Modules.Notifications.Inbox;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Notifications.Reminders;

/// <summary>That somebody wants to be reminded of an issue. Each person has one per issue at a time.</summary>
internal sealed class Reminder : WorkspaceEntity
{
    private Reminder()
    {
    }

    /// <summary>Who.</summary>
    [GraphQLIgnore]
    public Guid UserId { get; private init; }

    /// <summary>Of what.</summary>
    public Guid IssueId { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset RemindAt { get; private set; }

    public static Reminder Create(Guid workspaceId, Guid userId, Guid issueId, DateTimeOffset now) => new()
    {
        WorkspaceId = workspaceId,
        Id = Guid.CreateVersion7(now),
        UserId = userId,
        IssueId = issueId,
        CreatedAt = now,
    };

    /// <exception cref="Platform.Errors.ValidationFailedException">The time has passed, or is years away.</exception>
    public void SetTo(DateTimeOffset remindAt, DateTimeOffset now)
    {
        Notification.DemandTime("remindAt", remindAt, now);
        RemindAt = remindAt;
    }

    /// <summary>Reminds; whoever calls it deletes the row.</summary>
    public void Fire() => Raise(new ChangeEvent(ReminderEvents.Due, IssueId, new() { ["userId"] = UserId }));
}

/// <summary>How the change feed tells of reminders. Nobody but the person learns of them.</summary>
internal static class ReminderEvents
{
    public const string Due = "reminder.due";
}

internal sealed class ReminderConfiguration() : WorkspaceEntityConfiguration<Reminder>("notifications_reminders")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Reminder> builder)
    {
        builder.HasIndex(reminder => new { reminder.WorkspaceId, reminder.UserId, reminder.IssueId }).IsUnique();
        builder.HasIndex(reminder => new { reminder.WorkspaceId, reminder.IssueId });
    }
}
