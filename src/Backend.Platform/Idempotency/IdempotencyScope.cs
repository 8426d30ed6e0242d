using System.Security.Cryptography;
using System.Text;

namespace Backend.Platform.Idempotency;

/// <summary>Whose key it is.</summary>
internal readonly record struct KeyOwner(Guid WorkspaceId, Guid UserId, string Key)
{
    /// <summary>How a field's row is named.</summary>
    public static string FieldName(string responseName) =>
        responseName.Length <= 60 ? responseName : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(responseName)));
}

/// <summary>The key under which the operation of this scope runs, if it has one.</summary>
internal sealed class IdempotencyScope
{
    public KeyOwner Owner { get; private set; }

    /// <summary>Tells the operation apart; null where it runs under no key.</summary>
    public byte[]? Fingerprint { get; private set; }

    public void Open(KeyOwner owner, byte[] fingerprint) => (Owner, Fingerprint) = (owner, fingerprint);
}
