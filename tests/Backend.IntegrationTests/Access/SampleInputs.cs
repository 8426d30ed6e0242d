using System.Text.Json;
using Backend.GraphQL;

namespace Backend.IntegrationTests.Access;

/// <summary>
/// Makes an input for any mutation: what is required, with ids of things that are hidden, and with what keeps a call that is let
/// through from doing anything: a version that nothing has, an id that no client may make.
/// </summary>
internal sealed class SampleInputs(JsonElement schema, IReadOnlyDictionary<string, string> hidden)
{
    /// <summary>What an id named <c>id</c> is of, by how the mutation's name begins.</summary>
    private static readonly (string Prefix, string Type)[] Things =
    [
        ("issue", "Issue"), ("comment", "Comment"), ("label", "Label"), ("state", "WorkflowState"), ("team", "Team"), ("import", "Import"), ("job", "Job"),
        ("grant", "Grant"), ("role", "Role"), ("session", "Session"), ("personalToken", "PersonalToken"), ("serviceAccountToken", "PersonalToken"), ("serviceAccount", "User"), ("user", "User"),
        ("workspace", "Workspace"), ("member", "User"), ("audit", "Job"), ("node", "Issue"), ("webhook", "WebhookEndpoint"), ("delivery", "WebhookDelivery"), ("notification", "Notification"), ("reminder", "Reminder"), ("email", "EmailDelivery"),
    ];

    private readonly Dictionary<string, JsonElement> types = schema.At("types").EnumerateArray().ToDictionary(type => type.Text("name"), StringComparer.Ordinal);

    /// <param name="mutation">The mutation's field.</param>
    /// <param name="missing">Whether ids are of nothing at all, for a caller who sees what is hidden from others.</param>
    public Dictionary<string, object?> For(JsonElement mutation, bool missing)
    {
        var name = mutation.Text("name");
        return Input(name, Named(mutation.At("args").EnumerateArray().Single(argument => argument.Text("name") == "input").GetProperty("type")), missing);
    }

    private Dictionary<string, object?> Input(string mutation, string type, bool missing)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in types[type].At("inputFields").EnumerateArray())
        {
            var name = field.Text("name");
            var required = field.Text("type.kind") == "NON_NULL" && field.GetProperty("defaultValue").ValueKind == JsonValueKind.Null;
            if (name == "id" && mutation.EndsWith("Create", StringComparison.Ordinal))
                values.Add(name, GlobalId.Format(Thing(mutation), new Guid("0123456789abcdef0123456789abcdef")));
            else if (name == "expectedVersion")
                values.Add(name, 1_000_000);
            else if (required || name is "ids" or "userId")
                values.Add(name, Value(mutation, name, field.GetProperty("type"), missing));
        }

        return values;
    }

    private object? Value(string mutation, string name, JsonElement type, bool missing) => type.Text("kind") switch
    {
        "NON_NULL" => Value(mutation, name, type.GetProperty("ofType"), missing),
        "LIST" => new[] { Value(mutation, name, type.GetProperty("ofType"), missing) },
        "ENUM" => types[type.Text("name")].At("enumValues").EnumerateArray().First().Text("name"),
        "INPUT_OBJECT" => Input(mutation, type.Text("name"), missing),
        _ => type.Text("name") switch
        {
            "ID" => Id(mutation, name, missing),
            "Int" => 1,
            "Float" => 1.5,
            "Boolean" => true,
            "DateTime" => "2100-01-01T00:00:00Z",
            "Date" => "2100-01-01",
            _ => "?",
        },
    };

    private string Id(string mutation, string name, bool missing)
    {
        var type = TypeOf(mutation, name);
        return !missing && hidden.TryGetValue(type, out var id) ? id : GlobalId.Format(type, new Guid("01900000-0000-7000-8000-000000000001"));
    }

    /// <summary>What an id is of, by its name and that of the field that takes it.</summary>
    public static string TypeOf(string field, string name) => name switch
    {
        "teamId" => "Team",
        "issueId" => "Issue",
        "endpointId" => "WebhookEndpoint",
        "userId" or "ownerId" => "User",
        "stateId" => "WorkflowState",
        "roleId" => "Role",
        "resourceId" => "Team",
        _ => Thing(field),
    };

    private static string Thing(string mutation) => Things.First(thing => mutation.StartsWith(thing.Prefix, StringComparison.Ordinal)).Type;

    private static string Named(JsonElement type) =>
        type.TryGetProperty("ofType", out var inner) && inner.ValueKind == JsonValueKind.Object ? Named(inner) : type.Text("name");
}
