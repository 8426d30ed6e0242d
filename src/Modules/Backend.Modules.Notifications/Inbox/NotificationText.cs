using System.Text.Json;
using System.Text.Json.Nodes;
using Backend.Platform.Events;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>Says in words what a notification tells.</summary>
internal static class NotificationText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>What changed; empty where nothing of the issue itself did.</summary>
    public static IReadOnlyList<FieldChange> ChangesOf(Notification notification) =>
        notification.ChangesJson is { } json ? JsonSerializer.Deserialize<FieldChange[]>(json, Options)! : [];

    /// <summary>Changes as they are kept.</summary>
    public static string? Json(IReadOnlyList<FieldChange> changes) => changes.Count == 0 ? null : JsonSerializer.Serialize(changes, Options);

    /// <summary>What happened, in a sentence.</summary>
    /// <param name="notification">The notification.</param>
    /// <param name="actor">Who did it; null for the system.</param>
    /// <param name="issue">The issue's identifier; null where it is about none.</param>
    public static string Sentence(Notification notification, string? actor, string? issue) =>
        IsAboutTime(notification.Kind) || notification.Kind == NotificationKind.WebhookDisabled
            ? Capital(Happening(notification, issue ?? notification.Title))
            : $"{actor ?? "Backend"} {Happening(notification, issue ?? notification.Title)}";

    /// <summary>What happened, to go on after the name of who did it.</summary>
    public static string Happening(Notification notification, string issue) => notification.Kind switch
    {
        NotificationKind.Assigned => $"assigned {issue} to you",
        NotificationKind.Unassigned => $"took {issue} from you",
        NotificationKind.Mentioned => $"mentioned you in {issue}",
        NotificationKind.Replied => $"replied to you in {issue}",
        NotificationKind.Commented => $"commented on {issue}",
        NotificationKind.ThreadResolved => $"resolved your thread in {issue}",
        NotificationKind.StateChanged => To(notification, "state") is { } state ? $"moved {issue} to {state}" : $"moved {issue}",
        NotificationKind.Updated => $"changed {Fields(notification)} of {issue}",
        NotificationKind.Trashed => $"put {issue} into the trash",
        NotificationKind.DueSoon => $"{issue} is due soon",
        NotificationKind.Overdue => $"{issue} is overdue",
        NotificationKind.Reminder => $"you wanted to be reminded of {issue}",
        NotificationKind.WebhookDisabled => $"the webhook {notification.Title} was switched off, because it failed for days",
        _ => throw new ArgumentOutOfRangeException(nameof(notification), notification.Kind, "There are no words for it."),
    };

    /// <summary>Whether it is the clock that tells of it, and nobody.</summary>
    public static bool IsAboutTime(NotificationKind kind) => kind is NotificationKind.DueSoon or NotificationKind.Overdue or NotificationKind.Reminder;

    private static string? To(Notification notification, string field) =>
        ChangesOf(notification).FirstOrDefault(change => change.Field == field)?.To is JsonObject value ? value["name"]?.GetValue<string>() : null;

    private static string Fields(Notification notification)
    {
        var names = ChangesOf(notification).Select(change => Name(change.Field)).Distinct(StringComparer.Ordinal).ToArray();
        return names.Length switch
        {
            0 => "something",
            1 => names[0],
            _ => $"{string.Join(", ", names[..^1])} and {names[^1]}",
        };
    }

    private static string Name(string field) => field switch
    {
        "title" => "the title",
        "descriptionMarkdown" => "the description",
        "priority" => "the priority",
        "estimate" => "the estimate",
        "assignee" => "the assignee",
        "dueDate" => "the due date",
        "startDate" => "the start date",
        "labels" => "the labels",
        "parent" => "the parent",
        "team" or "identifier" or "number" => "the team",
        _ => "the details",
    };

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
