namespace Backend.Modules.Notifications.Mail;

/// <summary>Why a mail was not sent, beside what <see cref="Smtp.SmtpFailure"/> reads from the server's answers.</summary>
internal static class EmailErrorCodes
{
    /// <summary>No mail server is configured.</summary>
    public const string MailOff = "MAIL_OFF";

    /// <summary>Nothing was left to say: it was read meanwhile, or may not be seen any more.</summary>
    public const string NothingLeft = "NOTHING_LEFT";

    /// <summary>The person is suspended, gone, or a program.</summary>
    public const string RecipientInactive = "RECIPIENT_INACTIVE";

    /// <summary>The person has no e-mail address.</summary>
    public const string NoAddress = "NO_ADDRESS";

    /// <summary>What stands as the person's e-mail address is none.</summary>
    public const string BadAddress = "BAD_ADDRESS";

    /// <summary>The workspace is being deleted.</summary>
    public const string WorkspaceGone = "WORKSPACE_GONE";

    /// <summary>A defect; the log has more.</summary>
    public const string Internal = "INTERNAL";
}
