using System.Text.Json.Nodes;
using Backend.GraphQL;

namespace Backend.Modules.Integrations.HandOver;

/// <summary>Writes the ids in an event's data as the API does. The log keeps them as they are in the database, and names them by what they are of.</summary>
internal static class PayloadIds
{
    private const string Id = "Id";

    /// <summary>A value of an event's data, with its ids as the API writes them.</summary>
    /// <param name="subject">The type of the object that the event is about.</param>
    /// <param name="field">The value's name.</param>
    /// <param name="value">The value.</param>
    /// <param name="kind">What an id that may be of several types is of, as the data says it elsewhere.</param>
    public static JsonNode? Show(string subject, string field, JsonNode? value, string? kind = null) => value switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => Show(subject, field.TrimEnd('s'), item))]),
        JsonObject reference when GuidOf(reference["id"]) is { } id => With(reference, GlobalId.Format(TypeOf(subject, field, kind), id)),
        JsonValue when field.EndsWith(Id, StringComparison.Ordinal) && GuidOf(value) is { } id => GlobalId.Format(TypeOf(subject, field[..^Id.Length], kind), id),
        _ => value?.DeepClone(),
    };

    private static JsonObject With(JsonObject reference, string id)
    {
        var shown = (JsonObject)reference.DeepClone();
        shown["id"] = id;
        return shown;
    }

    private static Guid? GuidOf(JsonNode? value) => value is JsonValue text && text.TryGetValue<Guid>(out var id) ? id : null;

    private static string TypeOf(string subject, string name, string? kind) => name switch
    {
        "assignee" or "author" or "creator" or "owner" => "User",
        "state" => "WorkflowState",
        "token" => "PersonalToken",
        "parent" => subject,
        "resource" => Pascal(kind?.ToLowerInvariant() ?? name),
        _ => Pascal(name),
    };

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];
}
