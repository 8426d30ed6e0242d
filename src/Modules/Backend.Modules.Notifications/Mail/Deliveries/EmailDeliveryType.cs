using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.Mail.Deliveries;

[ObjectType<EmailDelivery>]
internal static class EmailDeliveryType
{
    /// <summary>To whom.</summary>
    [BindMember(nameof(EmailDelivery.UserId))]
    public static DataLoaderResult<IUser?> GetUser([Parent] EmailDelivery delivery, IUserByIdDataLoader users) => users.Load(delivery.UserId);

    /// <summary>Its subject, for the recipient and of test mails; null for others, who may not see what it is about, and while it was not sent.</summary>
    [BindMember(nameof(EmailDelivery.Subject))]
    public static string? GetSubject([Parent] EmailDelivery delivery, Viewer viewer) =>
        delivery.Kind == EmailKind.Test || delivery.UserId == viewer.UserId ? delivery.Subject : null;

    [NodeResolver]
    public static DataLoaderResult<EmailDelivery?> GetById(Guid id, EmailDeliveryByIdDataLoader deliveries) => deliveries.Load(id);
}

internal static class EmailDeliveryDataLoaders
{
    [DataLoader]
    public static Task<Dictionary<Guid, EmailDelivery>> GetEmailDeliveryByIdAsync(
        IReadOnlyList<Guid> ids, VisibleEmailDeliveries deliveries, CancellationToken cancellationToken) =>
        deliveries.Query().Where(delivery => ids.Contains(delivery.Id)).ToDictionaryAsync(delivery => delivery.Id, cancellationToken);
}
