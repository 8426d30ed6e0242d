namespace Backend.Modules.Notifications.Preferences;

/// <summary>What notifications are about, as far as people choose what they are told of.</summary>
internal enum NotificationCategory
{
    /// <summary>An issue was given to the viewer, or taken from the viewer.</summary>
    Assignments,

    /// <summary>The viewer was mentioned in a comment or a description.</summary>
    Mentions,

    /// <summary>Somebody commented on an issue that the viewer follows.</summary>
    Comments,

    /// <summary>An issue that the viewer follows went into another state.</summary>
    StatusChanges,

    /// <summary>Something else about an issue that the viewer follows was changed.</summary>
    Updates,

    /// <summary>A due date comes or has passed, or a reminder that the viewer has set.</summary>
    Reminders,

    /// <summary>Something of the viewer's own stopped working, such as a webhook.</summary>
    System,
}
