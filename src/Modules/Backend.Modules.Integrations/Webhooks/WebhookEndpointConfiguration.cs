using Backend.Platform.Outgoing;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Integrations.Webhooks;

internal sealed class WebhookEndpointConfiguration() : WorkspaceEntityConfiguration<WebhookEndpoint>("integrations_webhook_endpoints")
{
    protected override void ConfigureEntity(EntityTypeBuilder<WebhookEndpoint> builder)
    {
        builder.Property(endpoint => endpoint.Url).HasMaxLength(OutgoingUrls.MaxLength);
        builder.Property(endpoint => endpoint.Description).HasMaxLength(WebhookRules.MaxDescription);
        builder.Property(endpoint => endpoint.TokenId);
        builder.Property(endpoint => endpoint.Secret);
        builder.Property(endpoint => endpoint.PreviousSecret);
        builder.Property(endpoint => endpoint.EventNames);
        builder.Property(endpoint => endpoint.FilterJson).HasColumnName("filter");
        builder.Ignore(endpoint => endpoint.Host);
        builder.HasIndex(endpoint => new { endpoint.WorkspaceId, endpoint.CreatedAt });
    }
}
