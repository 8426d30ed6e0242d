namespace Backend.Modules.Notifications.Preferences;

/// <summary>How soon mail is sent.</summary>
internal enum MailPace
{
    /// <summary>Never.</summary>
    None,

    /// <summary>At once.</summary>
    Immediate,

    /// <summary>After some minutes, with all that happened to the same issue by then, and was not read meanwhile.</summary>
    Batched,

    /// <summary>In the morning, with all that happened since the morning before, and was not read meanwhile.</summary>
    Daily,
}
