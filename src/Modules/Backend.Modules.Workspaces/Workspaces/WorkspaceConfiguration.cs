using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Workspaces.Workspaces;

internal sealed class WorkspaceConfiguration() : WorkspaceEntityConfiguration<Workspace>("workspaces_workspaces")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Workspace> builder)
    {
        // What the rows of its members and teams refer to.
        builder.HasAlternateKey(workspace => workspace.WorkspaceId);
        builder.Property(workspace => workspace.Slug).HasMaxLength(Workspace.MaxSlugLength);
        builder.Property(workspace => workspace.Name).HasMaxLength(TextRules.MaxNameLength);
        builder.Property(workspace => workspace.ClosedAt);
        builder.HasIndex(workspace => workspace.Slug).IsUnique();
    }
}
