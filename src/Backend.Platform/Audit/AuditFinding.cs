using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Platform.Audit;

/// <summary>That the daily check found a workspace's log broken; gone once it finds it whole. All nodes tell of it in their health.</summary>
internal sealed class AuditFinding
{
    public required Guid WorkspaceId { get; init; }

    public required DateTimeOffset FoundAt { get; set; }
}

internal sealed class AuditFindingConfiguration : IEntityTypeConfiguration<AuditFinding>
{
    public void Configure(EntityTypeBuilder<AuditFinding> builder)
    {
        builder.ToTable("platform_audit_findings");
        builder.HasKey(finding => finding.WorkspaceId);
        builder.Property(finding => finding.WorkspaceId).ValueGeneratedNever();
    }
}
