using System.Text;

namespace Backend.GraphQL;

/// <summary>
/// Opaque, typed ids as the TypeID specification has them (github.com/jetify-com/typeid, 0.3): the type's name in snake case
/// and the UUID in lower-case Crockford base 32, such as <c>workflow_state_01h455vb4pex5vsknk084sn02q</c>.
/// </summary>
public static class GlobalId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int SuffixLength = 26;

    /// <summary>Writes an id.</summary>
    /// <param name="typeName">The object type's name in the schema.</param>
    /// <param name="id">The UUID.</param>
    /// <returns>The global id.</returns>
    public static string Format(string typeName, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var value = new UInt128(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
        var prefix = Prefix(typeName);
        return string.Create(prefix.Length + 1 + SuffixLength, (prefix, value), static (text, state) =>
        {
            state.prefix.CopyTo(text);
            text[state.prefix.Length] = '_';
            var rest = state.value;
            for (var index = text.Length - 1; index > state.prefix.Length; index--)
            {
                text[index] = Alphabet[(int)(uint)(rest & 31)];
                rest >>= 5;
            }
        });
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
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, (ulong)(value >> 64));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (ulong)value);
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
