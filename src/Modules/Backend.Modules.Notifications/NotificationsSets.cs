using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Mail;
using Backend.Modules.Notifications.Preferences;
using Backend.Modules.Notifications.Reminders;
using Backend.Modules.Notifications.Subscriptions;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications;

/// <summary>The module's entities.</summary>
internal static class NotificationsSets
{
    extension(BackendDbContext db)
    {
        public DbSet<Notification> Notifications => db.Set<Notification>();

        public DbSet<IssueSubscription> IssueSubscriptions => db.Set<IssueSubscription>();

        public DbSet<NotificationPreference> NotificationPreferences => db.Set<NotificationPreference>();

        public DbSet<Reminder> Reminders => db.Set<Reminder>();

        public DbSet<EmailDelivery> EmailDeliveries => db.Set<EmailDelivery>();
    }
}
