using Backend.Contracts.Identity;

namespace Backend.Modules.Notifications.Mail;

/// <summary>A mail that is about to be sent, to somebody who is active and has an address.</summary>
/// <param name="Delivery">The mail.</param>
/// <param name="Recipient">The person.</param>
internal sealed record DueMail(EmailDelivery Delivery, MailRecipient Recipient);

/// <summary>A mail that was sent.</summary>
/// <param name="Delivery">The mail.</param>
/// <param name="Content">What it said.</param>
internal sealed record SentMail(EmailDelivery Delivery, MailContent Content);
