using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Backend.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Audit;

/// <summary>Seals places of the log with Data Protection's keys, and tells a seal from a forged one.</summary>
internal sealed class AuditSeals(IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector protector = protection.CreateProtector("Backend.Audit.Seal");

    /// <summary>Seals a place, in place of what the workspace's seal of the kind named before, within the current write.</summary>
    public async Task SealAsync(BackendDbContext db, Guid workspaceId, string kind, AuditPlace place, CancellationToken cancellationToken)
    {
        var seal = await db.Set<AuditSeal>().AsTracking().SingleOrDefaultAsync(one => one.WorkspaceId == workspaceId && one.Kind == kind, cancellationToken);
        if (seal is null)
            db.Add(seal = new AuditSeal { WorkspaceId = workspaceId, Kind = kind, Sequence = 0, Hash = [], SealedAt = default, Seal = [] });
        (seal.Sequence, seal.Hash, seal.SealedAt) = (place.Sequence, place.Hash, clock.GetUtcNow());
        seal.Seal = protector.Protect(Text(workspaceId, kind, place));
    }

    /// <summary>Whether it was this server, or another node of it, that sealed the place.</summary>
    public bool IsGenuine(AuditSeal seal)
    {
        try
        {
            return protector.Unprotect(seal.Seal).AsSpan().SequenceEqual(Text(seal.WorkspaceId, seal.Kind, new AuditPlace(seal.Sequence, seal.Hash)));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Text(Guid workspaceId, string kind, AuditPlace place) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{workspaceId:D} {kind} {place.Sequence} {Convert.ToHexStringLower(place.Hash)}"));
}
