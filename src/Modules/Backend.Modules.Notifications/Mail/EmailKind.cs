namespace Backend.Modules.Notifications.Mail;

/// <summary>What a mail is.</summary>
internal enum EmailKind
{
    /// <summary>It says at once that something happened.</summary>
    Immediate,

    /// <summary>It says together what happened to one thing within some minutes.</summary>
    Batched,

    /// <summary>It says together what happened in a day.</summary>
    Digest,

    /// <summary>It shows an admin that mail arrives.</summary>
    Test,

    /// <summary>It is about the service itself, such as a webhook that was switched off.</summary>
    Service,
}
