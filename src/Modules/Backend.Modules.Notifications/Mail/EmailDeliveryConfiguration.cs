using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Notifications.Mail;

internal sealed class EmailDeliveryConfiguration() : WorkspaceEntityConfiguration<EmailDelivery>("notifications_email_deliveries")
{
    /// <summary>Those that were not tried yet take along what else there is to say; also said where rows are added.</summary>
    public const string Untried = "status = 'Pending' AND attempts = 0";

    private const string Waiting = "status = 'Pending'";

    protected override void ConfigureEntity(EntityTypeBuilder<EmailDelivery> builder)
    {
        builder.Property(delivery => delivery.GroupingKey).HasMaxLength(EmailDelivery.MaxGroupingKeyLength);
        builder.Property(delivery => delivery.Address).HasMaxLength(320);
        builder.Property(delivery => delivery.Subject).HasMaxLength(EmailDelivery.MaxSubjectLength);
        builder.Property(delivery => delivery.MessageId).HasMaxLength(320);
        builder.Property(delivery => delivery.SmtpAnswer).HasMaxLength(EmailDelivery.MaxAnswerLength);
        builder.Property(delivery => delivery.ErrorCode).HasMaxLength(64);
        builder.Property(delivery => delivery.Content);
        builder.Property(delivery => delivery.LeaseId);
        builder.Property(delivery => delivery.LeaseUntil);
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.UserId, delivery.Kind, delivery.GroupingKey }).IsUnique().HasFilter(Untried);
        // What the sender looks for, over all workspaces, and what people look at.
        builder.HasIndex(delivery => new { delivery.NextAttemptAt }).HasFilter(Waiting);
        builder.HasIndex(delivery => delivery.LeaseId).HasFilter("lease_id IS NOT NULL");
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.UserId, delivery.GroupingKey }).HasFilter(Waiting);
        builder.HasIndex(delivery => new { delivery.WorkspaceId, delivery.CreatedAt, delivery.Id });
    }
}
