using Backend.Modules.Integrations.Sending;
using Backend.Modules.Integrations.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Integrations.Deliveries;

internal sealed class WebhookDeliveryConfiguration : IEntityTypeConfiguration<WebhookDelivery>
{
    // What waits is little beside what is kept.
    private const string Waiting = "status = 'Pending'";

    public void Configure(EntityTypeBuilder<WebhookDelivery> builder)
    {
        builder.ToTable("integrations_deliveries");
        builder.HasKey(delivery => new { delivery.WorkspaceId, delivery.Id });
        builder.Property(delivery => delivery.Id).ValueGeneratedNever();
        builder.Ignore(delivery => delivery.SyncId);
        builder.Property(delivery => delivery.Sequence);
        builder.Property(delivery => delivery.Type).HasMaxLength(64);
        builder.Property(delivery => delivery.ErrorCode).HasMaxLength(32);
        builder.Property(delivery => delivery.TraceParent).HasMaxLength(Platform.Telemetry.TraceParent.Length);
        builder.HasOne<WebhookEndpoint>().WithMany()
            .HasForeignKey(delivery => new { delivery.WorkspaceId, delivery.EndpointId })
            .OnDelete(DeleteBehavior.Cascade);
        // One for each event and endpoint; tests have no event.
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.EndpointId, delivery.Sequence })
            .IsUnique().HasFilter("sequence > 0").HasDatabaseName("ix_integrations_deliveries_event");
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.EndpointId, delivery.CreatedAt });
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.CreatedAt });
        // What is to be sent in its order, and what of a resource waits for its next attempt.
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.EndpointId, delivery.Sequence, delivery.Id })
            .HasFilter(Waiting).HasDatabaseName("ix_integrations_deliveries_order");
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.EndpointId, delivery.ResourceId, delivery.NextAttemptAt })
            .HasFilter(Waiting).HasDatabaseName("ix_integrations_deliveries_waiting");
        // What is kept no longer, over all workspaces.
        builder.HasIndex(delivery => delivery.FinishedAt);
    }
}

internal sealed class DeliveryAttemptConfiguration : IEntityTypeConfiguration<DeliveryAttempt>
{
    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.ToTable("integrations_delivery_attempts");
        builder.HasKey(attempt => new { attempt.WorkspaceId, attempt.Id });
        builder.Property(attempt => attempt.Id).ValueGeneratedNever();
        builder.Property(attempt => attempt.ErrorCode).HasMaxLength(32);
        builder.Property(attempt => attempt.RequestHeadersJson).HasColumnName("request_headers");
        builder.Property(attempt => attempt.ResponseHeadersJson).HasColumnName("response_headers");
        builder.HasOne<WebhookDelivery>().WithMany()
            .HasForeignKey(attempt => new { attempt.WorkspaceId, attempt.DeliveryId })
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(attempt => new { attempt.WorkspaceId, attempt.DeliveryId, attempt.Number });
    }
}

internal sealed class WebhookSendingConfiguration : IEntityTypeConfiguration<WebhookSending>
{
    public void Configure(EntityTypeBuilder<WebhookSending> builder)
    {
        builder.ToTable("integrations_webhook_sendings");
        builder.HasKey(sending => new { sending.WorkspaceId, sending.EndpointId });
        builder.HasOne<WebhookEndpoint>().WithMany()
            .HasForeignKey(sending => new { sending.WorkspaceId, sending.EndpointId })
            .OnDelete(DeleteBehavior.Cascade);
    }
}
