using Backend.GraphQL;
using Backend.Modules.Notifications;
using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Mail;
using Backend.Modules.Notifications.Preferences;
using Backend.Modules.Notifications.Reminders;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.IntegrationTests.Notifications;

/// <summary>What is in somebody's inbox after a while, without waiting for it.</summary>
internal static class TestNotifications
{
    /// <summary>
    /// Adds a notification that was read and one that was put away and snoozed, a reminder and a mail, about an issue, in the
    /// session's workspace.
    /// </summary>
    /// <returns>The ids of the first notification, of the reminder and of the mail.</returns>
    public static async Task<(string Notification, string Reminder, string Mail)> AddAsync(BackendDbContext db, string user, string issue, string comment, string text)
    {
        var (userId, issueId, commentId) = (Id("User", user), Id("Issue", issue), Id("Comment", comment));
        var (workspaceId, now) = (db.Session.WorkspaceId!.Value, TimeProvider.System.GetUtcNow());
        // No change has such a place.
        var notifications = new long[] { -1, -2 }.Select(source => Notification.Create(
            workspaceId, userId,
            new NotificationContent(
                NotificationKind.Commented, NotificationCategory.Comments, issueId.ToString("N"), issueId, commentId, userId, text,
                $$"""[{"field":"title","from":null,"to":"{{text}}"}]""", source, now),
            new PreferenceChoice(Inbox: true, MailPace.None), now)).ToArray();
        notifications[0].MarkRead(read: true, now);
        notifications[1].Archive(archived: true, now);
        notifications[1].Snooze(now.AddDays(1), now);
        Notification.Announce(notifications);
        var reminder = Reminder.Create(workspaceId, userId, issueId, now);
        reminder.SetTo(now.AddDays(1), now);
        var mail = EmailDelivery.CreateTest(workspaceId, Guid.CreateVersion7(now), userId, "somebody@example.org", "A test", "1@example.org", "250 Ok", errorCode: null, now, now);
        var failed = EmailDelivery.CreateTest(workspaceId, Guid.CreateVersion7(now), userId, "nobody@example.org", "A test", "2@example.org", "550 No", "SMTP_REFUSED", now, now);
        await using var write = await db.BeginWriteAsync(CancellationToken.None);
        db.AddRange(notifications);
        db.AddRange(reminder, mail, failed);
        await db.SaveChangesAsync();
        await db.EmailDeliveries.Where(one => one.Id == failed.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAttemptAt, now.AddDays(1)));
        await write.CommitAsync(CancellationToken.None);
        return (GlobalId.Format(nameof(Notification), notifications[0].Id), GlobalId.Format(nameof(Reminder), reminder.Id), GlobalId.Format(nameof(EmailDelivery), mail.Id));
    }

    private static Guid Id(string type, string id)
    {
        Assert.True(GlobalId.TryParse(id, type, out var found));
        return found;
    }
}
