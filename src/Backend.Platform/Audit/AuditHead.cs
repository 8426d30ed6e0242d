using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Platform.Audit;

/// <summary>
/// The end of a workspace's log, kept outside of it: entries alone could not show that later ones were cut off. Its row is what
/// writers take turns at.
/// </summary>
internal sealed class AuditHead
{
    public required Guid WorkspaceId { get; init; }

    public long Sequence { get; init; }

    public byte[] Hash { get; set; } = [];
}

/// <summary>
/// A place of the log whose hash the server vouches for with a seal that the database's administrator cannot make: where the
/// log begins since older entries were removed (<see cref="Start"/>), and up to where the daily check found it whole
/// (<see cref="Verified"/>).
/// </summary>
internal sealed class AuditSeal
{
    public const string Start = "start";
    public const string Verified = "verified";

    public required Guid WorkspaceId { get; init; }

    public required string Kind { get; init; }

    /// <summary>Which of its kind it is, counted from 1; 0 for one from before they were counted.</summary>
    public long Number { get; set; }

    public required long Sequence { get; set; }

    public required byte[] Hash { get; set; }

    public required DateTimeOffset SealedAt { get; set; }

    public required byte[] Seal { get; set; }
}

internal sealed class AuditRowConfiguration : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("platform_audit_entries");
        builder.HasKey(entry => new { entry.WorkspaceId, entry.Sequence });
        builder.Property(entry => entry.Sequence).ValueGeneratedNever();
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.Action).HasMaxLength(64);
        builder.Property(entry => entry.Ip).HasMaxLength(64);
        builder.Property(entry => entry.RequestId).HasMaxLength(64);
        // What people ask for most, besides the latest: who did something, and what was done to a thing.
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.TargetId, entry.Sequence }).HasFilter("target_id IS NOT NULL");
    }
}

internal sealed class AuditHeadConfiguration : IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("platform_audit_heads");
        builder.HasKey(head => head.WorkspaceId);
        builder.Property(head => head.WorkspaceId).ValueGeneratedNever();
    }
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("platform_audit_seals");
        builder.HasKey(seal => new { seal.WorkspaceId, seal.Kind });
        builder.Property(seal => seal.Kind).HasMaxLength(16);
    }
}
