using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Tracking.States;

internal sealed class WorkflowStateConfiguration() : WorkspaceEntityConfiguration<WorkflowState>("tracking_workflow_states")
{
    protected override void ConfigureEntity(EntityTypeBuilder<WorkflowState> builder)
    {
        builder.Property(state => state.Name).HasMaxLength(TextRules.MaxNameLength);
        builder.Property(state => state.Color).HasMaxLength(TextRules.ColorLength);
        builder.HasIndex(state => new { state.WorkspaceId, state.TeamId, state.Name }).IsUnique();
    }
}
