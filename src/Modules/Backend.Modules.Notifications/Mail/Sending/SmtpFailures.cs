using Backend.Modules.Notifications.Mail.Smtp;

namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>Why a mail was not even handed to the server.</summary>
internal static class SmtpFailures
{
    /// <summary>The mails before it took so long that others shall have it.</summary>
    public static SmtpFailure OutOfTime { get; } = new("SMTP_TIMEOUT", null, SmtpFailureScope.Server);

    /// <summary>A defect of ours.</summary>
    public static SmtpFailure Defect { get; } = new(EmailErrorCodes.Internal, null, SmtpFailureScope.MailForNow);
}
