namespace Backend.Modules.Notifications.Mail;

/// <summary>How mail is sent, set as <c>Backend:Mail</c>. Without a host no mail is sent.</summary>
internal sealed class MailOptions
{
    public const string Section = "Backend:Mail";

    /// <summary>The mail server's name or address.</summary>
    public string? Host { get; set; }

    /// <summary>The address that mail comes from.</summary>
    public string? From { get; set; }
}
