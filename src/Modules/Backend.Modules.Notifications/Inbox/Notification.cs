using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Modules.Notifications.Preferences;
using Backend.Platform.Errors;
using Backend.Platform.Events;
using Backend.Platform.Persistence;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>That something happened which concerns somebody. There are many: only that some were added is told in the change feed, once for all of them.</summary>
internal sealed class Notification : WorkspaceEntity
{
    public const int MaxTitleLength = 300;
    public const int MaxGroupingKeyLength = 64;

    private Notification()
    {
    }

    /// <summary>Whom it is for.</summary>
    [GraphQLIgnore]
    public Guid UserId { get; private init; }

    /// <summary>What it tells of.</summary>
    public NotificationKind Kind { get; private init; }

    /// <summary>What it is about, as far as people choose what they are told of.</summary>
    public NotificationCategory Category { get; private init; }

    /// <summary>What it belongs to: notifications with the same one, such as those of one issue, make a group.</summary>
    public string GroupingKey { get; private init; } = string.Empty;

    /// <summary>The issue.</summary>
    public Guid? IssueId { get; private init; }

    /// <summary>The comment.</summary>
    public Guid? CommentId { get; private init; }

    /// <summary>Who did it.</summary>
    public Guid? ActorId { get; private init; }

    /// <summary>What it was called at the time: the issue's title, or the name of what stopped working.</summary>
    public string Title { get; private init; } = string.Empty;

    /// <summary>What changed, as JSON; null where nothing of the issue itself did.</summary>
    [GraphQLIgnore]
    public string? ChangesJson { get; private init; }

    /// <summary>The change that it came from.</summary>
    [GraphQLIgnore]
    public long SourceSequence { get; private init; }

    /// <summary>Whether it is in the inbox; what somebody wants by mail only is not.</summary>
    [GraphQLIgnore]
    public bool InInbox { get; private init; }

    /// <summary>Whether, and how soon, it is told by mail.</summary>
    [GraphQLIgnore]
    public MailPace Mail { get; private init; }

    /// <summary>When it was told by mail; null while it was not.</summary>
    [GraphQLIgnore]
    public DateTimeOffset? MailedAt { get; private set; }

    /// <summary>When it was read; null while it was not.</summary>
    public DateTimeOffset? ReadAt { get; private set; }

    /// <summary>Until when it is out of the inbox; null, or a time that has passed, for one that is not.</summary>
    public DateTimeOffset? SnoozedUntil { get; private set; }

    /// <summary>When it was put away; null while it was not.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    public static Notification Create(Guid workspaceId, Guid userId, NotificationContent content, PreferenceChoice choice, DateTimeOffset now) => new()
    {
        WorkspaceId = workspaceId,
        Id = Guid.CreateVersion7(now),
        UserId = userId,
        Kind = content.Kind,
        Category = content.Category,
        GroupingKey = content.GroupingKey,
        IssueId = content.IssueId,
        CommentId = content.CommentId,
        ActorId = content.ActorId,
        Title = content.Title.Length <= MaxTitleLength ? content.Title : content.Title[..MaxTitleLength],
        ChangesJson = content.ChangesJson,
        SourceSequence = content.Source,
        InInbox = choice.Inbox,
        Mail = choice.Mail,
        CreatedAt = content.OccurredAt,
    };

    /// <summary>Tells the change feed, once for all of them, whose inboxes have something new.</summary>
    public static void Announce(IReadOnlyList<Notification> added)
    {
        var shown = added.Where(notification => notification.InInbox).ToArray();
        if (shown.Length == 0)
            return;
        shown[0].Raise(new ChangeEvent(NotificationEvents.Added, shown[0].Id, new()
        {
            [NotificationEvents.Recipients] = new JsonArray([.. shown.Select(one => one.UserId).Distinct().Select(id => (JsonNode)id)]),
            [NotificationEvents.Sources] = new JsonArray([.. shown.Select(one => one.SourceSequence).Distinct().Order().Select(source => (JsonNode)source)]),
        }));
    }

    public void MarkRead(bool read, DateTimeOffset now) => ReadAt = read ? ReadAt ?? now : null;

    public void Archive(bool archived, DateTimeOffset now) => ArchivedAt = archived ? ArchivedAt ?? now : null;

    /// <summary>Takes it out of the inbox until then; null takes it back.</summary>
    /// <exception cref="ValidationFailedException">The time has passed, or is years away.</exception>
    public void Snooze(DateTimeOffset? until, DateTimeOffset now)
    {
        DemandTime("snoozedUntil", until, now);
        SnoozedUntil = until;
    }

    /// <summary>Brings it back into the inbox, as if it were new.</summary>
    public void Wake() => (SnoozedUntil, ReadAt) = (null, null);

    /// <exception cref="ValidationFailedException">The time has passed, or is years away.</exception>
    public static void DemandTime(string field, DateTimeOffset? time, DateTimeOffset now)
    {
        if (time <= now || time > now.AddYears(5))
            throw new ValidationFailedException(field, "Name a time in the next five years.");
    }
}

/// <summary>What a notification tells, whomever it is for.</summary>
internal sealed record NotificationContent(
    NotificationKind Kind, NotificationCategory Category, string GroupingKey, Guid? IssueId, Guid? CommentId, Guid? ActorId, string Title, string? ChangesJson,
    long Source, DateTimeOffset OccurredAt);
