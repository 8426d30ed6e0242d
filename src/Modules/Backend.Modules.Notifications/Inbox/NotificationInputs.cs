using Backend.GraphQL;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>A change of a notification. What is left out stays as it is.</summary>
internal sealed record NotificationUpdateInput
{
    /// <summary>The notification.</summary>
    [ID<Notification>]
    public required Guid Id { get; init; }

    /// <summary>Whether it is read.</summary>
    public bool? IsRead { get; init; }

    /// <summary>Whether it is put away.</summary>
    public bool? IsArchived { get; init; }

    /// <summary>Until when it is out of the inbox; then it comes back, unread. Null takes it back at once.</summary>
    public Optional<DateTimeOffset?> SnoozedUntil { get; init; }
}

/// <summary>A change of many notifications. What is left out stays as it is.</summary>
internal sealed record NotificationUpdateAllInput
{
    /// <summary>Which of those in the inbox; all of them where it is left out.</summary>
    public NotificationFilter? Filter { get; init; }

    /// <summary>Whether they are read.</summary>
    public bool? IsRead { get; init; }

    /// <summary>Whether they are put away.</summary>
    public bool? IsArchived { get; init; }

    /// <summary>Until when they are out of the inbox; then they come back, unread. Null takes them back at once.</summary>
    public Optional<DateTimeOffset?> SnoozedUntil { get; init; }
}

/// <summary>Which notifications are read.</summary>
internal sealed record NotificationMarkAllReadInput
{
    /// <summary>Which of those in the inbox; all of them where it is left out.</summary>
    public NotificationFilter? Filter { get; init; }
}
