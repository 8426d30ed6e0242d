using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Backend.Platform;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Backend.Modules.Notifications.Mail.Unsubscribing;

/// <summary>From what somebody unsubscribes.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="UserId">The person.</param>
/// <param name="Category">The category of notifications.</param>
internal sealed record Unsubscription(Guid WorkspaceId, Guid UserId, string Category);

/// <summary>
/// The links by which people unsubscribe without signing in. What they are from is encrypted with the keys that all nodes share:
/// who has the mail has the link, and nobody makes another one of it.
/// </summary>
internal sealed class UnsubscribeLinks(IDataProtectionProvider protection, IPublicAddress address)
{
    /// <summary>The path under which they are.</summary>
    public const string Path = "mail/unsubscribe/";

    private const int MaxTokenLength = 1_000;
    private const int IdLength = 16;

    private readonly IDataProtector protector = protection.CreateProtector("backend.mail.unsubscribe.v1");

    /// <summary>A link.</summary>
    public string Create(Unsubscription from)
    {
        byte[] plain = [.. from.WorkspaceId.ToByteArray(), .. from.UserId.ToByteArray(), .. Encoding.UTF8.GetBytes(from.Category)];
        return new Uri(address.Value, Path + WebEncoders.Base64UrlEncode(protector.Protect(plain))).AbsoluteUri;
    }

    /// <summary>Reads what stands in a link after its path.</summary>
    public bool TryRead(string? token, [NotNullWhen(true)] out Unsubscription? from)
    {
        from = null;
        if (token is not { Length: > 0 and <= MaxTokenLength })
            return false;
        try
        {
            ReadOnlySpan<byte> plain = protector.Unprotect(WebEncoders.Base64UrlDecode(token));
            if (plain.Length <= 2 * IdLength)
                return false;
            from = new Unsubscription(new Guid(plain[..IdLength]), new Guid(plain[IdLength..(2 * IdLength)]), Encoding.UTF8.GetString(plain[(2 * IdLength)..]));
            return true;
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            return false;
        }
    }
}
