using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Tracking.History;

internal sealed class IssueHistoryConfiguration : IEntityTypeConfiguration<IssueHistory>
{
    public void Configure(EntityTypeBuilder<IssueHistory> builder)
    {
        builder.ToTable("tracking_issue_history");
        builder.HasKey(entry => new { entry.WorkspaceId, entry.Id });
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.HasIndex(entry => new { entry.WorkspaceId, entry.IssueId, entry.Version });
    }
}
