using System.Text.Json;

namespace Backend.GraphQL.TrustedDocuments;

/// <summary>Reads <c>extensions.persistedQuery</c> as Apollo's clients send it.</summary>
internal static class PersistedQueryExtension
{
    /// <returns>The hash; null where there is none.</returns>
    /// <exception cref="TransportException">It is not of version 1.</exception>
    public static string? ReadHash(JsonElement? extensions)
    {
        if (extensions is not { } given || !given.TryGetProperty("persistedQuery", out var named) || named.ValueKind == JsonValueKind.Null)
            return null;
        if (named.ValueKind != JsonValueKind.Object
            || !named.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 1
            || !named.TryGetProperty("sha256Hash", out var hash) || hash.ValueKind != JsonValueKind.String)
        {
            throw new TransportException("extensions.persistedQuery must be { version: 1, sha256Hash }.");
        }

        return hash.GetString();
    }
}
