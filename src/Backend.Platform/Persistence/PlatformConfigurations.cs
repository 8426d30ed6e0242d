using Backend.Platform.Events;
using Backend.Platform.Telemetry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Platform.Persistence;

internal sealed class PlatformEventConfiguration : IEntityTypeConfiguration<PlatformEvent>
{
    public void Configure(EntityTypeBuilder<PlatformEvent> builder)
    {
        builder.ToTable("platform_events");
        builder.HasKey(change => new { change.WorkspaceId, change.Sequence });
        builder.Property(change => change.Sequence).ValueGeneratedNever();
        builder.Property(change => change.Type).HasMaxLength(64);
        builder.Property(change => change.RequestId).HasMaxLength(64);
        builder.Property(change => change.TraceParent).HasMaxLength(TraceParent.Length);
    }
}

internal sealed class CounterConfiguration : IEntityTypeConfiguration<Counter>
{
    public void Configure(EntityTypeBuilder<Counter> builder)
    {
        builder.ToTable("platform_counters");
        builder.HasKey(counter => new { counter.WorkspaceId, counter.Name });
        builder.Property(counter => counter.Name).HasMaxLength(128);
    }
}
