using Backend.Platform.Persistence;
using Backend.Platform.Security;

namespace Backend.Modules.Notifications.Mail.Deliveries;

/// <summary>Which mails the viewer may see: all of the workspace for who manages mail, nobody else any. What a mail says, only its recipient is shown.</summary>
internal sealed class VisibleEmailDeliveries(BackendDbContext db, Viewer viewer)
{
    public IQueryable<EmailDelivery> Query() => viewer.Can(MailPermissions.Manage) ? db.EmailDeliveries : db.EmailDeliveries.Where(_ => false);
}
