using Backend.Modules.Notifications.Mail;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications;

/// <summary>The module's entities.</summary>
internal static class NotificationsSets
{
    extension(BackendDbContext db)
    {
        public DbSet<EmailDelivery> EmailDeliveries => db.Set<EmailDelivery>();
    }
}
