using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Backend.Modules.Identity.Sessions;

/// <summary>What a browser shows to be known by: 256 random bits, of which only the hash is kept.</summary>
internal readonly record struct SessionSecret(string Text)
{
    private const int Length = 43;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public static SessionSecret New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Whether a text could be one: nothing else is looked up.</summary>
    public static bool IsPossible(string text) =>
        text.Length == Length && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
