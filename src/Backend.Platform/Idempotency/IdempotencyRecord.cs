using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Platform.Idempotency;

/// <summary>
/// What was done under a key. One row per mutation field, written in the transaction of the field's effect, and one with the
/// answer, whose <see cref="Field"/> is empty.
/// </summary>
internal sealed class IdempotencyRecord
{
    /// <summary>The workspace of the request; the empty id for a user who has none yet.</summary>
    public required Guid WorkspaceId { get; init; }

    public required Guid UserId { get; init; }

    public required string Key { get; init; }

    /// <summary>The field's name in the response, or the hash of a long one.</summary>
    public required string Field { get; init; }

    /// <summary>Tells the operation apart from others.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>Of a field: the place of its last change in the change feed.</summary>
    public long? SyncId { get; init; }

    /// <summary>Of a field: what finds its result again.</summary>
    public string? Result { get; init; }

    /// <summary>The answer's bytes.</summary>
    public byte[]? Answer { get; init; }

    /// <summary>When the key may be used anew, in seconds since 1970: a number, because statements here are written by hand.</summary>
    public required long ExpiresAt { get; init; }
}

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("platform_idempotency_keys");
        builder.HasKey(record => new { record.WorkspaceId, record.UserId, record.Key, record.Field });
        // The batch's place follows the key.
        builder.Property(record => record.Key).HasMaxLength(272);
        builder.Property(record => record.Field).HasMaxLength(64);
        builder.HasIndex(record => new { record.WorkspaceId, record.ExpiresAt });
    }
}
