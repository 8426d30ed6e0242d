using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Backend.GraphQL;
using Backend.Platform;
using Backend.Platform.Live;

namespace Backend.Modules.Integrations.HandOver;

/// <summary>What every event of a workspace has in common.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="Slug">Its slug.</param>
/// <param name="Links">Makes the links to what happened.</param>
/// <param name="Names">What the people are called who did something.</param>
internal sealed record PayloadSetting(Guid WorkspaceId, string Slug, AppLinks Links, IReadOnlyDictionary<Guid, string> Names);

/// <summary>Writes what is sent: the envelope of Standard Webhooks, with what an event tells the endpoint's owner.</summary>
internal static class DeliveryPayload
{
    /// <summary>The type of the event by which an endpoint is tried out.</summary>
    public const string TestType = "webhook.test";

    // It is JSON in a body of JSON: nothing else reads it, so that only what JSON asks for is escaped.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(VisibleChange change, PayloadSetting setting)
    {
        var (data, previous) = Data(change);
        var actor = change.Event.ActorId is { } id
            ? new JsonObject { ["id"] = GlobalId.Format("User", id), ["name"] = setting.Names.GetValueOrDefault(id) }
            : null;
        return Envelope(change.Type, change.Event.OccurredAt, data, previous, actor, change.Event.Sequence, change.NodeId, setting);
    }

    public static string WriteTest(Guid endpointId, Guid actorId, DateTimeOffset now, PayloadSetting setting)
    {
        var id = GlobalId.Format(nameof(Webhooks.WebhookEndpoint), endpointId);
        var actor = new JsonObject { ["id"] = GlobalId.Format("User", actorId), ["name"] = setting.Names.GetValueOrDefault(actorId) };
        return Envelope(TestType, now, new JsonObject { ["id"] = id }, previous: null, actor, sequence: 0, id, setting);
    }

    private static string Envelope(
        string type, DateTimeOffset at, JsonObject data, JsonObject? previous, JsonObject? actor, long sequence, string nodeId, PayloadSetting setting) => new JsonObject
        {
            ["type"] = type,
            ["timestamp"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["data"] = data,
            ["previous"] = previous,
            ["actor"] = actor,
            ["syncId"] = sequence,
            ["url"] = setting.Links.Node(setting.Slug, nodeId)?.AbsoluteUri,
            ["workspace"] = new JsonObject { ["id"] = GlobalId.Format("Workspace", setting.WorkspaceId), ["slug"] = setting.Slug },
        }.ToJsonString(Options);

    private static (JsonObject Data, JsonObject? Previous) Data(VisibleChange change)
    {
        var data = new JsonObject { ["id"] = change.NodeId };
        // It went out of sight: nothing more is told of it.
        if (change.Type != change.Event.Type || JsonNode.Parse(change.Event.Data) is not JsonObject told)
            return (data, null);
        var before = change.Event.Before is { } old ? JsonNode.Parse(old) as JsonObject : null;
        var kind = (told["resourceKind"] as JsonValue)?.GetValue<string>();
        foreach (var (name, value) in told)
        {
            if (before?.ContainsKey(name) != true && !change.Hidden.Contains(name, StringComparer.Ordinal))
                data[name] = PayloadIds.Show(change.TypeName, name, value, kind);
        }

        if (before is null)
            return (data, null);
        var previous = new JsonObject();
        foreach (var field in change.Changes)
        {
            data[field.Field] = PayloadIds.Show(change.TypeName, field.Field, field.To);
            previous[field.Field] = PayloadIds.Show(change.TypeName, field.Field, field.From);
        }

        return (data, previous);
    }
}
