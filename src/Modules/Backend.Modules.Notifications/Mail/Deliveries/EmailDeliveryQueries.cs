using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Mail.Deliveries;

[QueryType]
[Authorize(MailPermissions.Manage)]
internal static class EmailDeliveryQueries
{
    /// <summary>The workspace's mails and what became of each, the latest first. They are kept for some days.</summary>
    /// <param name="filter">Which of them.</param>
    [UseConnection]
    public static Task<Connection<EmailDelivery>> GetEmailDeliveriesAsync(
        EmailDeliveryFilter? filter, PageArguments page, VisibleEmailDeliveries deliveries, EmailDeliveryFilterTranslator filters, CancellationToken cancellationToken) =>
        deliveries.Query().Where(filter, filters)
            .ToConnectionAsync(page, new SortKeys<EmailDelivery>().Add(delivery => delivery.CreatedAt, SortDirection.Desc), cancellationToken);

    /// <summary>How mail is sent, and how much of it waits.</summary>
    public static async Task<MailStatus> GetMailStatusAsync(BackendDbContext db, IOptions<MailOptions> options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var waiting = await db.EmailDeliveries.CountAsync(delivery => delivery.Status == EmailStatus.Pending && delivery.DueAt <= now, cancellationToken);
        return new MailStatus(options.Value.IsOn, options.Value.IsOn ? options.Value.From : null, waiting);
    }
}

/// <summary>How mail is sent.</summary>
/// <param name="IsOn">Whether it is sent: where no mail server is configured, it is not.</param>
/// <param name="From">The address that it comes from; null where none is sent.</param>
/// <param name="Waiting">How many mails of the workspace are due and wait for the mail server.</param>
internal sealed record MailStatus(bool IsOn, string? From, int Waiting);
