using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Preferences;
using Backend.Modules.Notifications.Subscriptions;
using Backend.Platform.Events;

namespace Backend.Modules.Notifications.FanOut;

/// <summary>Something that people may have to be told of.</summary>
/// <param name="Change">The change of the feed.</param>
internal sealed record Occurrence(PlatformEvent Change)
{
    /// <summary>The issue that it is about; null where it is about none.</summary>
    public Guid? IssueId { get; init; }

    /// <summary>The comment that it is about; null where it is about none.</summary>
    public Guid? CommentId { get; init; }

    /// <summary>What belongs together with it.</summary>
    public required string GroupingKey { get; init; }

    /// <summary>What somebody must be allowed to do with the issue to be told.</summary>
    public string Permission { get; init; } = NotificationPermissions.SeeIssue;

    /// <summary>What followers are told; null where they are told nothing.</summary>
    public NotificationKind? ForFollowers { get; init; }

    /// <summary>Whom it is about, and what they are told, the most telling first: also who does not follow the issue.</summary>
    public IReadOnlyList<(Guid UserId, NotificationKind Kind)> Direct { get; init; } = [];

    /// <summary>Who follows the issue from now on.</summary>
    public IReadOnlyList<(Guid UserId, SubscriptionReason Reason)> Joining { get; init; } = [];

    /// <summary>What changed of the issue.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>What it is called; null where that is the issue's title.</summary>
    public string? Title { get; init; }

    /// <summary>Whether people are told of it though they did it themselves: they asked for it.</summary>
    public bool TellsActor { get; init; }

    /// <summary>What kind of thing somebody is told of by a kind of notification.</summary>
    public static NotificationCategory CategoryOf(NotificationKind kind) => kind switch
    {
        NotificationKind.Assigned or NotificationKind.Unassigned => NotificationCategory.Assignments,
        NotificationKind.Mentioned => NotificationCategory.Mentions,
        NotificationKind.Replied or NotificationKind.Commented or NotificationKind.ThreadResolved => NotificationCategory.Comments,
        NotificationKind.StateChanged => NotificationCategory.StatusChanges,
        NotificationKind.DueSoon or NotificationKind.Overdue or NotificationKind.Reminder => NotificationCategory.Reminders,
        NotificationKind.WebhookDisabled => NotificationCategory.System,
        _ => NotificationCategory.Updates,
    };
}
