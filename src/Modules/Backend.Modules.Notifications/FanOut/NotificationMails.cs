using Backend.Contracts.Access;
using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Mail;
using Backend.Modules.Notifications.Preferences;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Notifications.FanOut;

/// <summary>
/// Finds what a mail about notifications has to tell at the moment when it is sent: what was not told by mail, was not read
/// meanwhile, and may still be seen. Several mails together take a number of statements that does not grow with them.
/// </summary>
internal sealed class NotificationMails(BackendDbContext db, IIssueReaders readers, MailWording wording, TimeProvider clock) : IMailComposer
{
    // What could not be sent for longer is no news any more.
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(3);

    public bool Composes(EmailKind kind) => kind is EmailKind.Immediate or EmailKind.Batched or EmailKind.Digest;

    public async Task<IReadOnlyDictionary<Guid, MailContent?>> ComposeAsync(IReadOnlyList<DueMail> mails, CancellationToken cancellationToken)
    {
        var waiting = (await WaitingAsync(mails, cancellationToken)).ToLookup(notification => notification.UserId);
        var told = mails.ToDictionary(mail => mail.Delivery.Id, mail => waiting[mail.Recipient.Id].Where(notification => Belongs(notification, mail.Delivery)).ToArray());
        return await wording.WriteAsync([.. mails.Select(mail => (mail, told[mail.Delivery.Id]))], cancellationToken);
    }

    public Task OnSentAsync(IReadOnlyList<SentMail> mails, CancellationToken cancellationToken)
    {
        var told = mails.SelectMany(mail => mail.Content.Covers).ToArray();
        DateTimeOffset? now = clock.GetUtcNow();
        return db.Notifications.Where(notification => told.Contains(notification.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(notification => notification.MailedAt, now), cancellationToken);
    }

    private async Task<IReadOnlyList<Notification>> WaitingAsync(IReadOnlyList<DueMail> mails, CancellationToken cancellationToken)
    {
        var people = mails.Select(mail => mail.Recipient.Id).Distinct().ToArray();
        var since = clock.GetUtcNow() - Oldest;
        var found = await db.Notifications.AsNoTracking()
            .Where(notification => people.Contains(notification.UserId) && notification.CreatedAt > since)
            .Where(notification => notification.Mail != MailPace.None && notification.MailedAt == null && notification.ReadAt == null && notification.ArchivedAt == null)
            .OrderBy(notification => notification.SourceSequence)
            .ToListAsync(cancellationToken);
        var visible = new HashSet<Guid>(found.Where(notification => notification.IssueId is null).Select(notification => notification.Id));
        foreach (var group in found.Where(notification => notification.IssueId is not null).GroupBy(PermissionOf, StringComparer.Ordinal))
        {
            var allowed = await readers.FindAsync(
                group.Key, [.. group.Select(one => one.IssueId!.Value).Distinct()], [.. group.Select(one => one.UserId).Distinct()], cancellationToken);
            visible.UnionWith(group.Where(one => allowed.Allow(one.UserId, one.IssueId!.Value)).Select(one => one.Id));
        }

        return [.. found.Where(notification => visible.Contains(notification.Id))];
    }

    // A mail that is sent at once takes along what was to come a little later; that mail then finds nothing left.
    private static bool Belongs(Notification notification, EmailDelivery delivery) => delivery.Kind == EmailKind.Digest
        ? notification.Mail == MailPace.Daily
        : notification.Mail != MailPace.Daily && (delivery.GroupingKey.Length == 0 || notification.GroupingKey == delivery.GroupingKey);

    private static string PermissionOf(Notification notification) =>
        notification.CommentId is null ? NotificationPermissions.SeeIssue : NotificationPermissions.SeeComment;
}
