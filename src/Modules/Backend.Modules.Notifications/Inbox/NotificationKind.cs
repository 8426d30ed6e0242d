namespace Backend.Modules.Notifications.Inbox;

/// <summary>What a notification tells of.</summary>
internal enum NotificationKind
{
    /// <summary>An issue was given to the viewer.</summary>
    Assigned,

    /// <summary>An issue was taken from the viewer.</summary>
    Unassigned,

    /// <summary>The viewer was mentioned.</summary>
    Mentioned,

    /// <summary>Somebody answered a comment of the viewer.</summary>
    Replied,

    /// <summary>Somebody commented on the issue.</summary>
    Commented,

    /// <summary>A thread that the viewer began was resolved.</summary>
    ThreadResolved,

    /// <summary>The issue went into another state.</summary>
    StateChanged,

    /// <summary>Something else about the issue was changed.</summary>
    Updated,

    /// <summary>The issue was put into the trash.</summary>
    Trashed,

    /// <summary>The issue is due today or tomorrow.</summary>
    DueSoon,

    /// <summary>The due date has passed.</summary>
    Overdue,

    /// <summary>A reminder that the viewer has set.</summary>
    Reminder,

    /// <summary>A webhook of the viewer was switched off, because it failed for days.</summary>
    WebhookDisabled,
}
