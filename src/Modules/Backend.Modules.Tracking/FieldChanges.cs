using System.Text;
using System.Text.Json.Nodes;
using Backend.Platform.Events;

namespace Backend.Modules.Tracking;

/// <summary>Gathers what an update changes.</summary>
internal sealed class FieldChanges : List<FieldChange>
{
    /// <summary>Notes a field's change, if it is one, and gives the new value.</summary>
    public T Set<T>(string field, T old, T value)
    {
        if (!EqualityComparer<T>.Default.Equals(old, value))
            Add(new FieldChange(field, Json(old), Json(value)));
        return value;
    }

    /// <summary>A reference as the change feed writes it: the id, and the name that it had at the time.</summary>
    public static JsonObject Reference(Guid id, string? name) => new() { ["id"] = id, ["name"] = name };

    /// <summary>A value as the change feed writes it; one of a fixed set as the API names it.</summary>
    public static JsonNode? Json<T>(T value) => value is Enum ? ChangeEvent.Value(ApiName(value.ToString()!)) : ChangeEvent.Value(value);

    private static string ApiName(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        foreach (var character in name)
        {
            if (char.IsUpper(character) && result.Length > 0)
                result.Append('_');
            result.Append(char.ToUpperInvariant(character));
        }

        return result.ToString();
    }
}
