namespace Backend.Modules.Notifications.Mail;

/// <summary>What may be done with mail.</summary>
internal static class MailPermissions
{
    /// <summary>Seeing what became of the workspace's mails, and sending test mails.</summary>
    public const string Manage = "mail:manage";
}
