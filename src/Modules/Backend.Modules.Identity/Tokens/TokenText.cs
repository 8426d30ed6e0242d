using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Backend.Contracts.Identity;

namespace Backend.Modules.Identity.Tokens;

/// <summary>
/// The text of a token: <c>bkp_</c>, 43 random characters of base 62 (256 bits), and 6 that are the CRC-32 of what is before
/// them. Scanners for leaked secrets find it by its beginning and are sure by its end; the server tells a mistyped one without
/// asking the database.
/// </summary>
internal static class TokenText
{
    /// <summary>How many characters are shown afterwards, to tell tokens apart.</summary>
    public const int ShownLength = 10;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 43;
    private const int ChecksumLength = 6;

    private static readonly SearchValues<char> DigitValues = SearchValues.Create(Digits);

    private static readonly int Length = OwnToken.Prefix.Length + RandomLength + ChecksumLength;

    /// <summary>A new token.</summary>
    public static string New()
    {
        var secret = OwnToken.Prefix + RandomNumberGenerator.GetString(Digits, RandomLength);
        return secret + Checksum(secret);
    }

    /// <summary>Whether it could be a token.</summary>
    public static bool IsPossible(string text) =>
        text.Length == Length && text.StartsWith(OwnToken.Prefix, StringComparison.Ordinal)
        && text.AsSpan(OwnToken.Prefix.Length).IndexOfAnyExcept(DigitValues) < 0
        && Checksum(text[..^ChecksumLength]) == text[^ChecksumLength..];

    /// <summary>What is kept of it. A plain hash will do: 256 random bits cannot be guessed.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    /// <summary>Whether a kept hash is that of a text, found out in a time that does not tell where they differ.</summary>
    public static bool Matches(string kept, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(kept), Encoding.ASCII.GetBytes(hash));

    private static string Checksum(string secret)
    {
        var rest = Crc32(secret);
        Span<char> digits = stackalloc char[ChecksumLength];
        for (var index = ChecksumLength - 1; index >= 0; index--)
        {
            digits[index] = Digits[(int)(rest % 62)];
            rest /= 62;
        }

        return new string(digits);
    }

    // The one of ISO 3309, as in PNG and zip: scanners know no other.
    private static uint Crc32(string text)
    {
        var crc = uint.MaxValue;
        foreach (var character in text)
        {
            crc ^= character;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }
}
