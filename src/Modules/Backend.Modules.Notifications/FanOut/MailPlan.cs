using Backend.Contracts.Identity;
using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Mail;
using Backend.Modules.Notifications.Preferences;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.FanOut;

/// <summary>Plans mails for notifications: at once, a little later with what else happens to the same issue, or in the morning.</summary>
internal sealed class MailPlan(MailOutbox outbox, IMailRecipients recipients, IOptions<NotificationOptions> options, TimeProvider clock)
{
    // Whoever is told of more issues at once, by a change of many issues, say, gets one mail about all of them.
    private const int MostAtOnce = 5;

    public async Task AddAsync(IReadOnlyCollection<Notification> notifications, CancellationToken cancellationToken)
    {
        var mailed = notifications.Where(notification => notification.Mail != MailPace.None).GroupBy(notification => notification.UserId).ToArray();
        if (mailed.Length == 0)
            return;
        var people = await recipients.GetAsync([.. mailed.Select(group => group.Key)], cancellationToken);
        var planned = mailed
            .Where(group => people.GetValueOrDefault(group.Key) is { IsActive: true, IsBot: false, Address: not null })
            .SelectMany(group => Plan(people[group.Key], group))
            .ToArray();
        await outbox.AddRangeAsync(planned, cancellationToken);
    }

    private IEnumerable<PlannedMail> Plan(MailRecipient person, IEnumerable<Notification> notifications)
    {
        var now = clock.GetUtcNow();
        var later = now + options.Value.BatchPause;
        foreach (var pace in notifications.GroupBy(notification => notification.Mail))
        {
            var groups = pace.Select(notification => notification.GroupingKey).Distinct(StringComparer.Ordinal).ToArray();
            if (pace.Key == MailPace.Daily)
                yield return new PlannedMail(person.Id, EmailKind.Digest, DigestTime.After(now, person.Timezone, options.Value.DigestHour));
            else if (groups.Length > MostAtOnce)
                yield return new PlannedMail(person.Id, EmailKind.Batched, later);
            else
            {
                foreach (var group in groups)
                {
                    yield return pace.Key == MailPace.Immediate
                        ? new PlannedMail(person.Id, EmailKind.Immediate, now) { GroupingKey = group }
                        : new PlannedMail(person.Id, EmailKind.Batched, later) { GroupingKey = group };
                }
            }
        }
    }
}
