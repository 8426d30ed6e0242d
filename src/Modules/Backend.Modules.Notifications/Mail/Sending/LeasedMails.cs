namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>Mails that a lane has for a time.</summary>
/// <param name="LeaseId">By what it has them.</param>
/// <param name="Until">Until when, by this node's clock: what was not begun by then is left to others.</param>
/// <param name="Deliveries">The mails.</param>
internal sealed record LeasedMails(Guid LeaseId, DateTimeOffset Until, IReadOnlyList<EmailDelivery> Deliveries)
{
    public static LeasedMails None { get; } = new(Guid.Empty, default, []);
}
