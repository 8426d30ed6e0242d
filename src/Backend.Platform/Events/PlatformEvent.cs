using System.Text.Json.Nodes;

namespace Backend.Platform.Events;

/// <summary>
/// A row of the change feed, the one log behind live updates, webhooks and jobs. Written in the transaction of the change
/// itself; <see cref="Sequence"/> is gapless and in commit order within the workspace.
/// </summary>
public sealed class PlatformEvent
{
    /// <summary>The workspace.</summary>
    public required Guid WorkspaceId { get; init; }

    /// <summary>The place in the workspace's feed, from 1: the <c>syncId</c> that clients see.</summary>
    public required long Sequence { get; init; }

    /// <summary>What happened, such as <c>issue.updated</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The id of the object it happened to.</summary>
    public required Guid Subject { get; init; }

    /// <summary>The new values by field, as JSON.</summary>
    public required string Data { get; init; }

    /// <summary>The old values by field, as JSON; null for something new.</summary>
    public string? Before { get; init; }

    /// <summary>The user who did it; null for the system.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The request that did it.</summary>
    public string? RequestId { get; init; }

    /// <summary>Where its trace goes on; null where it is not traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The fields that changed; empty for something new.</summary>
    /// <returns>One change per field.</returns>
    public IReadOnlyList<FieldChange> ReadChanges()
    {
        if (Before is null || JsonNode.Parse(Before) is not JsonObject before || JsonNode.Parse(Data) is not JsonObject data)
            return [];
        return [.. before.Select(old => new FieldChange(old.Key, old.Value, data[old.Key]))];
    }

    /// <summary>One value of <see cref="Data"/>.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The value; null where there is none.</returns>
    public JsonNode? ReadData(string field) => JsonNode.Parse(Data)?[field];
}
