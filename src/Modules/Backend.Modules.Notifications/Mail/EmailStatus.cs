namespace Backend.Modules.Notifications.Mail;

/// <summary>What has become of a mail.</summary>
internal enum EmailStatus
{
    /// <summary>It waits until it is due, or for its next attempt.</summary>
    Pending,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>There was nothing left to say when it was due, or nobody to say it to; <c>errorCode</c> says which.</summary>
    Skipped,

    /// <summary>The mail server refused it for good, or for as long as it was tried.</summary>
    Failed,
}
