using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Tracking.Labels;

internal sealed class LabelConfiguration() : WorkspaceEntityConfiguration<Label>("tracking_labels")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Label> builder)
    {
        builder.Property(label => label.Name).HasMaxLength(TextRules.MaxNameLength);
        builder.Property(label => label.NameKey).HasMaxLength(TextRules.MaxNameLength);
        builder.Property(label => label.Color).HasMaxLength(TextRules.ColorLength);
        builder.HasIndex(label => new { label.WorkspaceId, label.TeamId, label.NameKey }).IsUnique();
        // Nulls are distinct in a unique index, so the workspace's own labels need one without the team.
        builder.HasIndex(label => new { label.WorkspaceId, label.NameKey }).IsUnique().HasFilter("team_id IS NULL");
    }
}
