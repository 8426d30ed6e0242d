using System.Globalization;
using Backend.MailTemplates;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Backend.Modules.Notifications.Mail.Smtp;

/// <summary>What a mail's headers need beside its text.</summary>
/// <param name="To">The address.</param>
/// <param name="ToName">The name that stands beside it.</param>
/// <param name="MessageId">Its <c>Message-ID</c>.</param>
/// <param name="Date">When it was written.</param>
internal sealed record MailEnvelope(string To, string ToName, string MessageId, DateTimeOffset Date)
{
    /// <summary>What mails about the same thing answer to; null for one that stands alone.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Where one unsubscribes; null for a mail that cannot be unsubscribed from.</summary>
    public string? UnsubscribeUrl { get; init; }
}

/// <summary>Puts messages together: the headers, and the text in two forms.</summary>
internal sealed class MailMessages(IOptions<MailOptions> options)
{
    private const int MaxNameLength = 100;

    /// <summary>A message.</summary>
    public MimeMessage Create(MailEnvelope envelope, RenderedMail mail)
    {
        var settings = options.Value;
        var message = new MimeMessage { Subject = mail.Subject, MessageId = envelope.MessageId, Date = envelope.Date };
        message.From.Add(Mailbox(settings.FromName, settings.From!));
        if (!string.IsNullOrEmpty(settings.ReplyTo))
            message.ReplyTo.Add(Mailbox(settings.FromName, settings.ReplyTo));
        message.To.Add(new MailboxAddress(PlainLine.Of(envelope.ToName, MaxNameLength), envelope.To));
        // RFC 3834: so that no out-of-office answers.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        if (envelope.ThreadId is { } thread)
        {
            message.InReplyTo = thread;
            message.References.Add(thread);
        }

        if (envelope.UnsubscribeUrl is { } url)
        {
            // RFC 8058: one click, without a page in between.
            message.Headers.Add(HeaderId.ListUnsubscribe, string.Create(CultureInfo.InvariantCulture, $"<{url}>"));
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        message.Body = new MultipartAlternative
        {
            new TextPart("plain") { Text = mail.Text, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
            new TextPart("html") { Text = mail.Html, ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        return message;
    }

    private static MailboxAddress Mailbox(string name, string address) =>
        new(name, MailAddresses.TryParse(address, out var sent) ? sent : address);
}
