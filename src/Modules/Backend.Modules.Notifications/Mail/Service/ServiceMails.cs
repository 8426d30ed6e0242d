using System.Text.Json;
using Backend.Contracts.Notifications;

namespace Backend.Modules.Notifications.Mail.Service;

internal sealed class ServiceMails(MailOutbox outbox, TimeProvider clock) : IServiceMails
{
    public Task SendAsync(Guid userId, string about, ServiceNotice notice, CancellationToken cancellationToken) => outbox.AddRangeAsync(
        [new PlannedMail(userId, EmailKind.Service, clock.GetUtcNow()) { GroupingKey = about, Content = JsonSerializer.Serialize(notice) }], cancellationToken);
}
