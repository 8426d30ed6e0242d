using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Backend.Platform.Persistence;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Backend.Platform.Audit;

/// <summary>
/// Seals places of the log with Data Protection's keys, and tells a seal from a forged one. The log itself says how many times
/// it was sealed, so that a seal that is gone, or an older one put back in its place, is missed.
/// </summary>
internal sealed class AuditSeals(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>The action of the entry by which the log says that it was sealed.</summary>
    public const string Sealed = "audit.sealed";

    private const string Number = "number";

    private readonly IDataProtector protector = protection.CreateProtector("Backend.Audit.Seal");

    /// <summary>What the log says of a seal.</summary>
    public static AuditRecord Record(AuditSeal seal) => new(Sealed, Details: new JsonObject { [Number] = seal.Number, ["sequence"] = seal.Sequence });

    /// <summary>The number of the seal that an entry tells of; null for one that tells of none.</summary>
    public static long? NumberOf(AuditRow entry) =>
        entry is { Action: Sealed, After: { } details } ? JsonNode.Parse(details)?[Number]?.GetValue<long>() : null;

    /// <summary>Seals a place, in place of what the workspace's seal of the kind named before, within the current write.</summary>
    public async Task<AuditSeal> SealAsync(BackendDbContext db, Guid workspaceId, string kind, AuditPlace place, CancellationToken cancellationToken)
    {
        var seal = await db.Set<AuditSeal>().AsTracking().SingleOrDefaultAsync(one => one.WorkspaceId == workspaceId && one.Kind == kind, cancellationToken);
        if (seal is null)
            db.Add(seal = new AuditSeal { WorkspaceId = workspaceId, Kind = kind, Sequence = 0, Hash = [], SealedAt = default, Seal = [] });
        (seal.Sequence, seal.Hash, seal.Number, seal.SealedAt) = (place.Sequence, place.Hash, seal.Number + 1, clock.GetUtcNow());
        seal.Seal = protector.Protect(Text(seal));
        return seal;
    }

    /// <summary>Whether it was this server, or another node of it, that sealed the place, as this seal and at that time.</summary>
    public bool IsGenuine(AuditSeal seal)
    {
        try
        {
            return protector.Unprotect(seal.Seal).AsSpan().SequenceEqual(Text(seal));
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // One without a number is from before the time and the number were sealed: once the log tells of one with, it is missed.
    private static byte[] Text(AuditSeal seal)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{seal.WorkspaceId:D} {seal.Kind} {seal.Sequence} {Convert.ToHexStringLower(seal.Hash)}");
        return Encoding.UTF8.GetBytes(seal.Number == 0 ? place : string.Create(CultureInfo.InvariantCulture, $"{place} {seal.Number} {AuditHash.Time(seal.SealedAt)}"));
    }
}
