using System.Text.Json;
using System.Text.Unicode;

namespace Backend.GraphQL;

/// <summary>Reads the JSON that a client sent, and refuses what could mean two things or could not be read further on.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Reads a text. It must stay as it is for as long as the document is used.</summary>
    /// <exception cref="TransportException">The text is not UTF-8, not JSON, nested too deep, or names a member twice.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> text)
    {
        if (!Utf8.IsValid(text.Span))
            throw new TransportException("The request is not UTF-8.");
        try
        {
            DemandCharacters(text.Span);
            return JsonDocument.Parse(text, Strict);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new TransportException("The request is not JSON, or is nested more than 64 levels deep, or names a member twice.");
        }
    }

    // Half a surrogate pair can be written as an escape, but is no character. The reader would find out when a value is read.
    private static void DemandCharacters(ReadOnlySpan<byte> text)
    {
        if (text.IndexOf("\\ud"u8) < 0 && text.IndexOf("\\uD"u8) < 0)
            return;
        var reader = new Utf8JsonReader(text);
        while (reader.Read())
        {
            if (reader.ValueIsEscaped)
                _ = reader.GetString();
        }
    }
}
