using System.Text.Json;

namespace Backend.IntegrationTests.Statements;

/// <summary>A field as the schema tells of it.</summary>
/// <param name="Owner">The object type.</param>
/// <param name="Name">The field.</param>
/// <param name="Target">The name of its type, without lists.</param>
/// <param name="Node">Of a connection, the type of its nodes.</param>
/// <param name="IsLeaf">Whether it is a scalar or an enum.</param>
/// <param name="NeedsArguments">Whether it has an argument that must be given.</param>
internal sealed record SchemaField(string Owner, string Name, string Target, string? Node, bool IsLeaf, bool NeedsArguments)
{
    /// <summary>The type of the objects that it leads to.</summary>
    public string Objects => Node ?? Target;

    /// <inheritdoc />
    public override string ToString() => $"{Owner}.{Name}";
}

/// <summary>The fields of the schema's object types, by introspection.</summary>
internal sealed class SchemaFields
{
    private const string Introspection = """
        { __schema { types { kind name fields { name args { name defaultValue type { kind } } type { ...T ofType { ...T ofType { ...T ofType { ...T } } } } } } } }
        fragment T on __Type { kind name }
        """;

    private readonly Dictionary<string, List<SchemaField>> byOwner = new(StringComparer.Ordinal);

    private SchemaFields(JsonElement schema)
    {
        var types = schema.At("__schema.types").EnumerateArray().Where(type => type.Text("kind") == "OBJECT").ToDictionary(type => type.Text("name"), StringComparer.Ordinal);
        foreach (var (name, type) in types)
            byOwner.Add(name, [.. type.GetProperty("fields").EnumerateArray().Select(field => Read(name, field, types))]);
    }

    /// <summary>Asks a server for its schema.</summary>
    public static async Task<SchemaFields> ReadAsync(GraphQLClient client) => new(await client.QueryAsync(Introspection));

    /// <summary>The object types.</summary>
    public IEnumerable<string> Types => byOwner.Keys;

    /// <summary>The fields of an object type; none of any other type.</summary>
    public IReadOnlyList<SchemaField> Of(string type) => byOwner.GetValueOrDefault(type) ?? [];

    private static SchemaField Read(string owner, JsonElement field, Dictionary<string, JsonElement> types)
    {
        var type = Named(field.GetProperty("type"));
        var name = type.Text("name");
        var node = name.EndsWith("Connection", StringComparison.Ordinal) && types.TryGetValue(name, out var connection)
            ? Named(connection.GetProperty("fields").EnumerateArray().Single(member => member.Text("name") == "nodes").GetProperty("type")).Text("name")
            : null;
        return new SchemaField(
            owner, field.Text("name"), name, node, type.Text("kind") is "SCALAR" or "ENUM",
            field.GetProperty("args").EnumerateArray().Any(argument =>
                argument.Text("type.kind") == "NON_NULL" && argument.GetProperty("defaultValue").ValueKind == JsonValueKind.Null));
    }

    private static JsonElement Named(JsonElement type) =>
        type.TryGetProperty("ofType", out var inner) && inner.ValueKind == JsonValueKind.Object ? Named(inner) : type;
}
