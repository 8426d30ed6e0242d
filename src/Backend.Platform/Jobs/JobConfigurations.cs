using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Platform.Jobs;

internal sealed class JobConfiguration() : WorkspaceEntityConfiguration<Job>("platform_jobs")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Job> builder)
    {
        builder.Property(job => job.Type).HasMaxLength(128);
        builder.Property(job => job.Queue).HasMaxLength(32);
        builder.Property(job => job.ErrorCode).HasMaxLength(64);
        builder.Property(job => job.RequestId).HasMaxLength(64);
        builder.Property(job => job.TraceParent).HasMaxLength(Telemetry.TraceParent.Length);
        builder.Property(job => job.TokenId);
        builder.Property(job => job.Checkpoint);
        builder.Property(job => job.HandedOverAt);
        builder.Property(job => job.LeaseId);
        builder.Property(job => job.LeaseUntil);
        // What the dispatcher looks for, over all workspaces, and what people look at.
        builder.HasIndex(job => new { job.Status, job.AvailableAt });
        builder.HasIndex(job => new { job.WorkspaceId, job.CreatedAt });
    }
}

/// <summary>How far a handler has come in a workspace's change feed.</summary>
internal sealed class EventPosition
{
    public required Guid WorkspaceId { get; init; }

    public required string Handler { get; init; }

    public required long Position { get; set; }
}

internal sealed class EventPositionConfiguration : IEntityTypeConfiguration<EventPosition>
{
    public void Configure(EntityTypeBuilder<EventPosition> builder)
    {
        builder.ToTable("platform_event_positions");
        builder.HasKey(position => new { position.WorkspaceId, position.Handler });
        builder.Property(position => position.Handler).HasMaxLength(128);
    }
}
