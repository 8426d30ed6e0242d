using System.Text;
using System.Text.Json.Nodes;

namespace Backend.Platform.Events;

/// <summary>Gathers what an update changes.</summary>
public sealed class FieldChanges : List<FieldChange>
{
    /// <summary>Notes a field's change, if it is one.</summary>
    /// <param name="field">The field's name in the API.</param>
    /// <param name="old">The value that it has.</param>
    /// <param name="value">The value that it gets.</param>
    /// <returns>The value that the field has from now on.</returns>
    public T Set<T>(string field, T old, T value)
    {
        // The old one where they are equal: a time in another zone is the same time, but would be saved as a change.
        if (EqualityComparer<T>.Default.Equals(old, value))
            return old;
        Add(new FieldChange(field, Json(old), Json(value)));
        return value;
    }

    /// <summary>A reference as the change feed writes it: the id, and the name that it had at the time.</summary>
    public static JsonObject Reference(Guid id, string? name) => new() { ["id"] = id, ["name"] = name };

    /// <summary>A value as the change feed writes it; one of a fixed set as the API names it, InProgress as IN_PROGRESS.</summary>
    public static JsonNode? Json<T>(T value)
    {
        if (value is not Enum)
            return ChangeEvent.Value(value);
        var name = new StringBuilder();
        foreach (var character in value.ToString()!)
        {
            if (char.IsUpper(character) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToUpperInvariant(character));
        }

        return name.ToString();
    }
}
