using System.Text.Json;
using Backend.IntegrationTests.Statements;

namespace Backend.IntegrationTests.Access;

/// <summary>What callers were shown: which fields had a value for whom, and what should not have been there.</summary>
internal sealed class Sightings(WalkServer server, SchemaFields schema)
{
    private readonly Dictionary<string, HashSet<Role>> seen = new(StringComparer.Ordinal);
    private readonly SortedSet<string> leaks = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Leaks => leaks;

    /// <summary>The callers of each field of a type, nobody included.</summary>
    public Dictionary<string, string> Of(IEnumerable<SchemaField> fields) =>
        fields.ToDictionary(field => field.ToString(), field => VisibilityTable.Write(seen.GetValueOrDefault(field.ToString()) ?? []), StringComparer.Ordinal);

    /// <summary>Notes that a caller may use a field at all.</summary>
    public void Add(SchemaField field, Role role)
    {
        if (!seen.TryGetValue(field.ToString(), out var roles))
            seen.Add(field.ToString(), roles = []);
        roles.Add(role);
    }

    /// <summary>Reads an answer that began at a type, whatever was selected.</summary>
    public void Read(Role role, string type, JsonElement data, string how)
    {
        Note(role, type, data);
        CheckText(role, data.GetRawText(), how);
    }

    /// <summary>Looks for what a caller must never be shown.</summary>
    public void CheckText(Role role, string text, string how)
    {
        if (role == Role.Owner)
            return;
        if (text.Contains(WalkServer.Canary, StringComparison.Ordinal))
            leaks.Add($"{role} read a private text by {how}");
        foreach (var id in GlobalIds.In(text))
        {
            // Whoever manages jobs sees that there is one, and not what it is about.
            if (role == Role.Admin && id == server.Hidden["Job"])
                continue;
            if (server.Hidden.ContainsValue(id) || (role == Role.Guest && !server.GuestIds.Contains(id)) || role is Role.Stranger or Role.Expired or Role.Suspended)
                leaks.Add($"{role} was shown {id} by {how}");
        }
    }

    private void Note(Role role, string type, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Note(role, type, item);
        }

        if (value.ValueKind != JsonValueKind.Object)
            return;
        // An interface says which type it is.
        if (value.TryGetProperty("__typename", out var name))
            type = name.GetString()!;
        foreach (var field in schema.Of(type))
        {
            if (!value.TryGetProperty(field.Name, out var member) || !HasValue(member))
                continue;
            Add(field, role);
            Note(role, field.Target, member);
        }
    }

    // An empty list says nothing; what a connection says of itself is no value.
    private static bool HasValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => false,
        JsonValueKind.Array => value.EnumerateArray().Any(HasValue),
        JsonValueKind.Object when value.TryGetProperty("nodes", out var nodes) => HasValue(nodes),
        _ => true,
    };
}
