using System.Text.Json.Nodes;
using Backend.Platform.Events;

namespace Backend.Modules.Notifications.Inbox;

/// <summary>How the change feed tells of notifications.</summary>
internal static class NotificationEvents
{
    /// <summary>Some inboxes have something new.</summary>
    public const string Added = "notification.added";

    /// <summary>The field with the people whose inboxes they are.</summary>
    public const string Recipients = "recipients";

    /// <summary>The field with the places of the changes that the notifications came from.</summary>
    public const string Sources = "sources";

    /// <summary>Whether an event tells somebody of something new.</summary>
    public static bool Reaches(PlatformEvent change, Guid userId) =>
        // Looked for as text first: of many listeners an event is for few.
        change.Type == Added && change.Data.Contains(userId.ToString(), StringComparison.Ordinal)
        && change.ReadData(Recipients) is JsonArray people && people.Any(person => person?.GetValue<Guid>() == userId);

    /// <summary>The places of the changes that an event's notifications came from.</summary>
    public static IReadOnlyList<long> SourcesOf(PlatformEvent change) =>
        change.ReadData(Sources) is JsonArray sources ? [.. sources.Select(source => source!.GetValue<long>())] : [];
}
