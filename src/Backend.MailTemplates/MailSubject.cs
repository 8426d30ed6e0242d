using System.Globalization;

namespace Backend.MailTemplates;

/// <summary>What stands in the subject. Of one issue it stays the same, so that mailboxes keep its mails together.</summary>
internal static class MailSubject
{
    private const int MaxLength = 200;

    public static string Of(MailModel mail) => PlainLine.Of(mail switch
    {
        IssueMail issue => $"[{issue.Issue.Identifier}] {issue.Issue.Title}",
        DigestMail digest => $"{digest.WorkspaceName}: {Counted.Updates(digest)} on {digest.Day.ToString("d MMMM", CultureInfo.InvariantCulture)}",
        ServiceMail service => service.Title,
        _ => $"Test mail from {mail.WorkspaceName}",
    }, MaxLength);
}
