namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>A mail that has something to say.</summary>
/// <param name="Due">The mail.</param>
/// <param name="Content">What it says.</param>
/// <param name="Composer">Who is told when it was sent.</param>
internal sealed record ComposedMail(DueMail Due, MailContent Content, IMailComposer Composer);
