using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Backend.Modules.Integrations.Webhooks;

/// <summary>The secrets that deliveries are signed with, encrypted with keys that all nodes share.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    // As Standard Webhooks 1.0.0 has it: 24 to 64 bytes, shown in Base64 with this prefix.
    private const string Prefix = "whsec_";
    private const int Length = 32;

    private readonly IDataProtector protector = protection.CreateProtector("backend.webhooks.secrets.v1");

    /// <summary>A new secret: as it is shown, once, and as it is kept.</summary>
    public (string Shown, string Kept) New()
    {
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length));
        return (Prefix + secret, protector.Protect(secret));
    }

    /// <summary>A secret that was kept; none where the keys it was encrypted with are gone.</summary>
    public bool TryRead(string kept, [NotNullWhen(true)] out byte[]? secret)
    {
        try
        {
            secret = Convert.FromBase64String(protector.Unprotect(kept));
            return true;
        }
        catch (CryptographicException)
        {
            secret = null;
            return false;
        }
    }
}
