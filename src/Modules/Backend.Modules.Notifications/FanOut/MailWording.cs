using Backend.Contracts.Collaboration;
using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.MailTemplates;
using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Mail;
using Backend.Modules.Notifications.Preferences;
using Backend.Platform;

namespace Backend.Modules.Notifications.FanOut;

/// <summary>Puts what a mail tells into words.</summary>
internal sealed class MailWording(
    IIssueDirectory issues, ICommentDirectory comments, IUserNames names, IWorkspaceDirectory workspaces, AppLinks links, TimeProvider clock)
{
    private const int MostEntries = 20;
    private const int MostIssues = 50;

    /// <summary>What each mail says, by the delivery's id; null where there is nothing to tell.</summary>
    public async Task<IReadOnlyDictionary<Guid, MailContent?>> WriteAsync(
        IReadOnlyList<(DueMail Mail, Notification[] Told)> mails, CancellationToken cancellationToken)
    {
        var all = mails.SelectMany(mail => mail.Told).ToArray();
        if (all.Length == 0)
            return mails.ToDictionary(mail => mail.Mail.Delivery.Id, MailContent? (_) => null);
        var known = new Known(
            await workspaces.DescribeAsync(cancellationToken),
            await issues.FindAsync([.. all.Select(one => one.IssueId).OfType<Guid>().Distinct()], cancellationToken),
            await comments.FindAsync([.. all.Select(one => one.CommentId).OfType<Guid>().Distinct()], cancellationToken),
            await names.GetAsync([.. all.Select(one => one.ActorId).OfType<Guid>().Distinct()], cancellationToken));
        return mails.ToDictionary(mail => mail.Mail.Delivery.Id, mail => Write(mail.Mail, mail.Told, known));
    }

    private MailContent? Write(DueMail mail, Notification[] told, Known known)
    {
        // A comment that was deleted meanwhile is not told of any more.
        var left = told.Where(one => one.CommentId is not { } comment || known.Comments.ContainsKey(comment)).ToArray();
        if (left.Length == 0)
            return null;
        var weightiest = left.MinBy(one => one.Kind)!;
        var model = mail.Delivery.Kind == EmailKind.Digest || mail.Delivery.GroupingKey.Length == 0 ? Digest(mail.Recipient, left, known)
            : weightiest.Kind == NotificationKind.WebhookDisabled ? Service(weightiest, known)
            : (MailModel)Issue(left, weightiest, known);
        return new MailContent(model)
        {
            UnsubscribeCategory = weightiest.Category.ToString(),
            Thread = model is IssueMail ? $"issue-{weightiest.IssueId:N}" : null,
            Covers = [.. told.Select(one => one.Id)],
        };
    }

    private IssueMail Issue(Notification[] told, Notification weightiest, Known known) => new()
    {
        WorkspaceName = known.Workspace.Name,
        Issue = Name(weightiest, known),
        Reason = Reason(weightiest),
        Entries = [.. told.TakeLast(MostEntries).Select(one => Entry(one, known))],
    };

    private DigestMail Digest(MailRecipient person, Notification[] told, Known known)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(person.Timezone, out var found) ? found : TimeZoneInfo.Utc;
        var groups = told.GroupBy(one => one.GroupingKey, StringComparer.Ordinal)
            .OrderBy(group => group.Min(one => one.Kind)).ThenByDescending(group => group.Max(one => one.SourceSequence))
            .ToArray();
        return new DigestMail
        {
            WorkspaceName = known.Workspace.Name,
            Day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime),
            Issues = [.. groups.Take(MostIssues).Select(group => new DigestIssue(
                Name(group.First(), known), Reason(group.MinBy(one => one.Kind)!), [.. group.TakeLast(MostEntries).Select(one => Entry(one, known))])
                {
                    MoreEntries = Math.Max(0, group.Count() - MostEntries),
                })],
            MoreIssues = Math.Max(0, groups.Length - MostIssues),
            InboxUrl = links.Inbox(known.Workspace.Slug)?.AbsoluteUri,
        };
    }

    private static ServiceMail Service(Notification notification, Known known) => new()
    {
        WorkspaceName = known.Workspace.Name,
        Title = NotificationText.Sentence(notification, actor: null, issue: null),
        Paragraphs =
        [
            "It gets nothing more until somebody resumes it.",
            "What it has missed is still there: look at its deliveries for what went wrong, mend the receiver, resume the webhook, and replay what was missed.",
        ],
    };

    private MailIssue Name(Notification notification, Known known) =>
        notification.IssueId is { } id && known.Issues.GetValueOrDefault(id) is { } issue
            ? new MailIssue(issue.Identifier, issue.Title, links.Issue(known.Workspace.Slug, issue.Identifier)?.AbsoluteUri)
            : new MailIssue(known.Workspace.Name, notification.Title, Url: null);

    private static MailEntry Entry(Notification notification, Known known)
    {
        var actor = NotificationText.IsAboutTime(notification.Kind) ? null : notification.ActorId is { } id ? known.Names.GetValueOrDefault(id) : null;
        return new MailEntry(actor, NotificationText.Happening(notification, "this issue"), notification.CreatedAt)
        {
            Markdown = notification.CommentId is { } comment && notification.Kind != NotificationKind.ThreadResolved ? known.Comments[comment].BodyMarkdown : null,
        };
    }

    private static string Reason(Notification notification) => notification.Category switch
    {
        NotificationCategory.Assignments => "You get this because the issue was given to you, or taken from you.",
        NotificationCategory.Mentions => "You get this because you were mentioned.",
        NotificationCategory.Reminders => "You get this because the issue is yours, or you asked to be reminded of it.",
        NotificationCategory.System => "You get this because it is yours.",
        _ => "You get this because you follow the issue.",
    };

    private sealed record Known(
        WorkspaceLabel Workspace, IReadOnlyDictionary<Guid, IIssue> Issues, IReadOnlyDictionary<Guid, IComment> Comments, IReadOnlyDictionary<Guid, string> Names);
}
