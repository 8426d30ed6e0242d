using Backend.Platform.Events;

namespace Backend.Modules.Workspaces;

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

    // Enum values are written as the API names them.
    private static System.Text.Json.Nodes.JsonNode? Json<T>(T value) =>
        value is Enum ? ChangeEvent.Value(value.ToString()!.ToUpperInvariant()) : ChangeEvent.Value(value);
}
