using System.Text.Json;
using System.Text.Json.Nodes;

namespace Backend.Platform.Events;

/// <summary>One field's change, as the change feed and the history show it.</summary>
/// <param name="Field">The field's name in the API.</param>
/// <param name="From">The old value; null where there was none.</param>
/// <param name="To">The new value; null where it was cleared.</param>
public sealed record FieldChange(string Field, JsonNode? From, JsonNode? To);

/// <summary>
/// What an entity's method did, on its way into the change feed: <see cref="Data"/> holds the new values by field,
/// <see cref="Before"/> the old ones.
/// </summary>
/// <param name="Type">What happened, such as <c>issue.updated</c>.</param>
/// <param name="Subject">The id of the object it happened to.</param>
/// <param name="Data">The new values by field, and the ids that listeners select by.</param>
/// <param name="Before">The old values by field; null for something new.</param>
public sealed record ChangeEvent(string Type, Guid Subject, JsonObject Data, JsonObject? Before = null)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>An update, from the fields that changed.</summary>
    /// <param name="type">What happened, such as <c>issue.updated</c>.</param>
    /// <param name="subject">The id of the object it happened to.</param>
    /// <param name="changes">The fields that changed.</param>
    /// <returns>The event.</returns>
    public static ChangeEvent FromChanges(string type, Guid subject, IEnumerable<FieldChange> changes)
    {
        var data = new JsonObject();
        var before = new JsonObject();
        foreach (var change in changes)
        {
            data[change.Field] = change.To?.DeepClone();
            before[change.Field] = change.From?.DeepClone();
        }

        return new ChangeEvent(type, subject, data, before);
    }

    /// <summary>A value as the change feed writes it.</summary>
    public static JsonNode? Value<T>(T value) => JsonSerializer.SerializeToNode(value, Options);
}
