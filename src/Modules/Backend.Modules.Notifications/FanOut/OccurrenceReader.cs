using System.Text.Json.Nodes;
using Backend.Contracts.Collaboration;
using Backend.Contracts.Identity;
using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Mentions;
using Backend.Modules.Notifications.Reminders;
using Backend.Modules.Notifications.Subscriptions;
using Backend.Platform.Events;

namespace Backend.Modules.Notifications.FanOut;

/// <summary>Reads out of changes what people may have to be told: two statements for any number of changes.</summary>
internal sealed class OccurrenceReader(IUserHandles handles, ICommentDirectory comments)
{
    // What changes by itself with something else, or is told of otherwise.
    private static readonly HashSet<string> Unremarkable = new(StringComparer.Ordinal)
        { "rank", "startedAt", "completedAt", "canceledAt", "createdAt", "archivedAt", "trashedAt", "number", "externalId" };

    /// <summary>Whether a change may concern somebody.</summary>
    public static bool Concerns(string type) => type is "issue.created" or "issue.updated" or "issue.trashed" or "issue.due_soon" or "issue.overdue"
        or "comment.created" or "comment.updated" or "comment.resolved" or "webhook.disabled" or ReminderEvents.Due;

    public async Task<IReadOnlyList<Occurrence>> ReadAsync(IReadOnlyList<PlatformEvent> changes, CancellationToken cancellationToken)
    {
        var mentioned = changes.ToDictionary(change => change.Sequence, NewMentions);
        var people = await handles.FindAsync([.. mentioned.Values.SelectMany(named => named).Distinct(StringComparer.Ordinal)], cancellationToken);
        var threads = await comments.FindAsync([.. changes.Select(ThreadOf).OfType<Guid>().Distinct()], cancellationToken);
        return [.. changes.SelectMany(change => Read(
            change, [.. mentioned[change.Sequence].Where(people.ContainsKey).Select(handle => people[handle])],
            ThreadOf(change) is { } thread ? threads.GetValueOrDefault(thread)?.AuthorId : null))];
    }

    // Whoever was mentioned before an edit is not told again.
    private static IReadOnlyList<string> NewMentions(PlatformEvent change)
    {
        var field = change.Type.StartsWith("comment.", StringComparison.Ordinal) ? "bodyMarkdown" : "descriptionMarkdown";
        if (change.Type is not ("comment.created" or "comment.updated" or "issue.created" or "issue.updated"))
            return [];
        var now = MentionParser.Find(Text(change.ReadData(field)));
        if (now.Count == 0 || change.Before is null)
            return now;
        var before = MentionParser.Find(Text(JsonNode.Parse(change.Before)?[field]));
        return [.. now.Except(before, StringComparer.Ordinal)];
    }

    private static Guid? ThreadOf(PlatformEvent change) => change.Type switch
    {
        "comment.created" => Id(change.ReadData("parentId")),
        "comment.resolved" => change.Subject,
        _ => null,
    };

    private static IEnumerable<Occurrence> Read(PlatformEvent change, Guid[] mentioned, Guid? threadAuthor)
    {
        var about = change.Type switch
        {
            "issue.created" => IssueCreated(change, mentioned),
            "issue.updated" => IssueUpdated(change, mentioned),
            "issue.trashed" => OfIssue(change, change.Subject) with { ForFollowers = NotificationKind.Trashed },
            "issue.due_soon" => Due(change, NotificationKind.DueSoon),
            "issue.overdue" => Due(change, NotificationKind.Overdue),
            ReminderEvents.Due => OfIssue(change, change.Subject) with { Direct = [.. To(change, "userId", NotificationKind.Reminder)], TellsActor = true },
            "comment.created" => Commented(change, mentioned, threadAuthor),
            "comment.updated" => OfComment(change) with { Direct = Mentions(mentioned), Joining = Joins(mentioned) },
            "comment.resolved" => OfComment(change) with
            {
                Direct = threadAuthor is { } author ? [(author, NotificationKind.ThreadResolved)] : [],
            },
            "webhook.disabled" => new Occurrence(change)
            {
                GroupingKey = $"webhook:{change.Subject:N}",
                Title = Text(change.ReadData("description")) ?? Text(change.ReadData("url")) ?? "webhook",
                Direct = [.. To(change, "ownerId", NotificationKind.WebhookDisabled)],
            },
            _ => null,
        };
        return about is null ? [] : [about];
    }

    private static Occurrence IssueCreated(PlatformEvent change, Guid[] mentioned) => OfIssue(change, change.Subject) with
    {
        Direct = [.. To(change, "assigneeId", NotificationKind.Assigned), .. Mentions(mentioned)],
        Joining = Joins(mentioned),
    };

    private static Occurrence? IssueUpdated(PlatformEvent change, Guid[] mentioned)
    {
        var changes = change.ReadChanges().Where(field => !Unremarkable.Contains(field.Field)).ToArray();
        if (changes.Length == 0)
            return null;
        var assignee = changes.FirstOrDefault(field => field.Field == "assignee");
        var (left, taken) = (Id(assignee?.From?["id"]), Id(assignee?.To?["id"]));
        List<(Guid, NotificationKind)> direct = [.. Mentions(mentioned)];
        if (taken is { } given)
            direct.Insert(0, (given, NotificationKind.Assigned));
        if (left is { } lost)
            direct.Add((lost, NotificationKind.Unassigned));
        return OfIssue(change, change.Subject) with
        {
            ForFollowers = changes.Any(field => field.Field == "state") ? NotificationKind.StateChanged : NotificationKind.Updated,
            Direct = direct,
            // Whoever had it follows it still.
            Joining = [.. Joins(mentioned), .. new[] { left, taken }.OfType<Guid>().Select(id => (id, SubscriptionReason.Assignee))],
            Changes = changes,
        };
    }

    private static Occurrence Due(PlatformEvent change, NotificationKind kind) =>
        OfIssue(change, change.Subject) with { Direct = [.. To(change, "assigneeId", kind)] };

    private static Occurrence Commented(PlatformEvent change, Guid[] mentioned, Guid? threadAuthor) => OfComment(change) with
    {
        ForFollowers = NotificationKind.Commented,
        Direct = [.. Mentions(mentioned), .. threadAuthor is { } author ? [(author, NotificationKind.Replied)] : Array.Empty<(Guid, NotificationKind)>()],
        Joining = [.. Joins(mentioned), .. Id(change.ReadData("authorId")) is { } writer ? [(writer, SubscriptionReason.Commented)] : Array.Empty<(Guid, SubscriptionReason)>()],
    };

    private static Occurrence OfIssue(PlatformEvent change, Guid issueId) => new(change) { IssueId = issueId, GroupingKey = $"issue:{issueId:N}" };

    private static Occurrence OfComment(PlatformEvent change)
    {
        var issueId = Id(change.ReadData("issueId")) ?? throw new InvalidOperationException($"The change {change.Sequence} names no issue.");
        return OfIssue(change, issueId) with { CommentId = change.Subject, Permission = NotificationPermissions.SeeComment };
    }

    private static (Guid, NotificationKind)[] Mentions(Guid[] mentioned) => [.. mentioned.Select(user => (user, NotificationKind.Mentioned))];

    private static (Guid, SubscriptionReason)[] Joins(Guid[] mentioned) => [.. mentioned.Select(user => (user, SubscriptionReason.Mentioned))];

    private static IEnumerable<(Guid, NotificationKind)> To(PlatformEvent change, string field, NotificationKind kind) =>
        Id(change.ReadData(field)) is { } user ? [(user, kind)] : [];

    private static Guid? Id(JsonNode? node) => node is JsonValue value && value.TryGetValue<Guid>(out var id) ? id : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
