using Backend.MailTemplates;
using Backend.Modules.Notifications.Mail.Smtp;
using Backend.Modules.Notifications.Mail.Unsubscribing;
using MimeKit;

namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>Writes the message of a mail: the template's text, the headers of its thread and the link to unsubscribe.</summary>
internal sealed class MailWriter(MailRenderer renderer, MailMessages messages, MessageIds ids, UnsubscribeLinks links)
{
    public async Task<MimeMessage> WriteAsync(ComposedMail mail)
    {
        var (delivery, recipient) = (mail.Due.Delivery, mail.Due.Recipient);
        if (!MailAddresses.TryParse(recipient.Address, out var address))
            throw new InvalidOperationException("A mail is written to an address.");
        var unsubscribe = mail.Content.UnsubscribeCategory is { } category ? links.Create(new(delivery.WorkspaceId, delivery.UserId, category)) : null;
        var rendered = await renderer.RenderAsync(mail.Content.Model, new MailReader(recipient.Timezone) { UnsubscribeUrl = unsubscribe });
        // The same at each attempt, so that a mailbox that has it already sees no other.
        var envelope = new MailEnvelope(address, recipient.Name, delivery.MessageId, delivery.DueAt)
        {
            ThreadId = mail.Content.Thread is { } thread ? ids.ForThread(delivery.WorkspaceId, thread) : null,
            UnsubscribeUrl = unsubscribe,
        };
        return messages.Create(envelope, rendered);
    }
}
