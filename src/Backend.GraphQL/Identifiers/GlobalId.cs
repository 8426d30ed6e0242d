using System.Buffers.Binary;
using System.Text;

namespace Backend.GraphQL;

/// <summary>
/// Opaque, typed ids as the TypeID specification has them (github.com/jetify-com/typeid, 0.3): the type's name in snake case
/// and the UUID in lower-case Crockford base 32, such as <c>workflow_state_01h455vb4pex5vsknk084sn02q</c>.
/// </summary>
public static class GlobalId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    internal const int SuffixLength = 26;

    /// <summary>Writes an id.</summary>
    /// <param name="typeName">The object type's name in the schema.</param>
    /// <param name="id">The UUID.</param>
    /// <returns>The global id.</returns>
    public static string Format(string typeName, Guid id) => FormatPrefixed(Prefix(typeName), id);

    /// <summary>Writes an id of a type whose prefix is known.</summary>
    internal static string FormatPrefixed(string prefix, Guid id) =>
        string.Create(prefix.Length + 1 + SuffixLength, (prefix, id), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            text[state.prefix.Length] = '_';
            Span<byte> suffix = stackalloc byte[SuffixLength];
            FormatSuffix(state.id, suffix);
            Encoding.ASCII.GetChars(suffix, text[(state.prefix.Length + 1)..]);
        });

    /// <summary>Writes the part of an id after its prefix, as ASCII.</summary>
    internal static void FormatSuffix(Guid id, Span<byte> suffix)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var (high, low) = (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        var digits = "0123456789abcdefghjkmnpqrstvwxyz"u8;
        // Twelve digits hold 60 of the low 64 bits, one holds the four left and the lowest of the high ones.
        for (var index = SuffixLength - 1; index >= 14; index--, low >>= 5)
            suffix[index] = digits[(int)(low & 31)];
        suffix[13] = digits[(int)(low | ((high & 1) << 4))];
        high >>= 1;
        for (var index = 12; index >= 0; index--, high >>= 5)
            suffix[index] = digits[(int)(high & 31)];
    }

    /// <summary>Reads an id of a given type.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="typeName">The object type's name in the schema.</param>
    /// <param name="id">The UUID.</param>
    /// <returns>Whether the text is an id of that type.</returns>
    public static bool TryParse(string text, string typeName, out Guid id) =>
        TryParse(text, out var prefix, out id) && prefix == Prefix(typeName);

    /// <summary>Reads an id of any type.</summary>
    /// <param name="text">What was sent.</param>
    /// <param name="prefix">The type's name in snake case.</param>
    /// <param name="id">The UUID.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse(string text, out string prefix, out Guid id)
    {
        (prefix, id) = (string.Empty, Guid.Empty);
        var separator = text.Length - SuffixLength - 1;
        if (separator < 1 || text[separator] != '_')
            return false;
        UInt128 value = 0;
        // 26 characters carry 130 bits, of which a UUID has 128: the first is at most 7.
        if (text[separator + 1] > '7')
            return false;
        foreach (var character in text.AsSpan(separator + 1))
        {
            var digit = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0)
                return false;
            value = (value << 5) | (uint)digit;
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)(value >> 64));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (ulong)value);
        (prefix, id) = (text[..separator], new Guid(bytes, bigEndian: true));
        return true;
    }

    /// <summary>The prefix of a type's ids: its name in snake case.</summary>
    internal static string Prefix(string typeName)
    {
        var prefix = new StringBuilder(typeName.Length + 4);
        foreach (var character in typeName)
        {
            if (char.IsUpper(character) && prefix.Length > 0)
                prefix.Append('_');
            prefix.Append(char.ToLowerInvariant(character));
        }

        return prefix.ToString();
    }
}
