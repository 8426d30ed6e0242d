using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Backend.GraphQL;

/// <summary>
/// Writes a node's sort values as an opaque cursor and reads them back. A cursor says of which order it is, so that one
/// taken from another list, or another sort, is refused instead of giving a wrong page.
/// </summary>
internal static class CursorCodec
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static string Write(IReadOnlyList<object?> values, string order)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            json.WriteStringValue(order);
            foreach (var value in values)
                JsonSerializer.Serialize(json, value, value?.GetType() ?? typeof(object), Options);
            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <exception cref="BadUserInputException">The text is not a cursor of this order.</exception>
    public static object?[] Read(string cursor, IReadOnlyList<Type> types, string order)
    {
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(cursor));
            var items = document.RootElement;
            if (items.ValueKind != JsonValueKind.Array || items.GetArrayLength() != types.Count + 1 || items[0].GetString() != order)
                throw Invalid();
            return [.. types.Select((type, index) => items[index + 1].Deserialize(type, Options))];
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw Invalid();
        }
    }

    private static BadUserInputException Invalid() =>
        new("The cursor is not one of this list in this order. Take it from 'pageInfo' or an edge of the same query.");
}
