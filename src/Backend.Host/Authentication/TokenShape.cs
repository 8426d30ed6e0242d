using System.Buffers.Text;
using System.Text.Json;

namespace Backend.Host.Authentication;

/// <summary>
/// Refuses what cannot be an access token by its looks, before it is hashed, parsed by a library, or costs its issuer a call:
/// what is too long, not three parts of base64url, encrypted, not signed by an algorithm that is accepted, has an extension that
/// must be understood (<c>crit</c>), or says one thing twice, of which two readers might believe two different ones.
/// </summary>
internal static class TokenShape
{
    /// <summary>The longest token. Those with 200 groups have about ten thousand characters.</summary>
    public const int MaxLength = 16 * 1024;

    private const int MaxDepth = 16;

    public static bool IsPossible(string token)
    {
        if (token.Length is 0 or > MaxLength)
            return false;
        Span<Range> parts = stackalloc Range[4];
        var text = token.AsSpan();
        if (text.Split(parts, '.') != 3)
            return false;
        return IsBase64Url(text[parts[2]]) && IsHeader(Decode(text[parts[0]])) && IsObject(Decode(text[parts[1]]), member: null);
    }

    private static bool IsHeader(byte[]? json)
    {
        string? algorithm = null;
        var isUnderstood = true;
        var isObject = IsObject(json, (ref Utf8JsonReader reader, string name) =>
        {
            if (name == "alg" && reader.TokenType == JsonTokenType.String)
                algorithm = reader.GetString();
            isUnderstood &= name is not ("crit" or "b64" or "enc" or "zip");
        });
        return isObject && isUnderstood && BearerSchemes.Algorithms.Contains(algorithm, StringComparer.Ordinal);
    }

    private delegate void ReadMember(ref Utf8JsonReader reader, string name);

    /// <summary>Whether it is one JSON object in which no object has two members of one name.</summary>
    private static bool IsObject(byte[]? json, ReadMember? member)
    {
        if (json is null)
            return false;
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            var names = new Stack<HashSet<string>>();
            var isFirst = true;
            while (reader.Read())
            {
                if (isFirst && reader.TokenType != JsonTokenType.StartObject)
                    return false;
                isFirst = false;
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        names.Push(new HashSet<string>(StringComparer.Ordinal));
                        break;
                    case JsonTokenType.EndObject:
                        names.Pop();
                        break;
                    case JsonTokenType.PropertyName:
                        var name = reader.GetString()!;
                        if (!names.Peek().Add(name))
                            return false;
                        if (names.Count == 1 && member is not null)
                        {
                            reader.Read();
                            member(ref reader, name);
                            if (reader.TokenType is JsonTokenType.StartObject)
                                names.Push(new HashSet<string>(StringComparer.Ordinal));
                        }

                        break;
                }
            }

            return !isFirst;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsBase64Url(ReadOnlySpan<char> part) => part.Length > 0 && Base64Url.IsValid(part) && !part.Contains('=');

    private static byte[]? Decode(ReadOnlySpan<char> part) => IsBase64Url(part) ? Base64Url.DecodeFromChars(part) : null;
}
