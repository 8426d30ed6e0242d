using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.Sending;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Integrations;

/// <summary>The module's entities.</summary>
internal static class IntegrationsSets
{
    extension(BackendDbContext db)
    {
        public DbSet<WebhookEndpoint> WebhookEndpoints => db.Set<WebhookEndpoint>();

        /// <summary>How sending to the endpoints of all workspaces goes.</summary>
        public DbSet<WebhookSending> WebhookSendings => db.Set<WebhookSending>();

        /// <summary>The deliveries of all workspaces: whoever asks names the workspace.</summary>
        public DbSet<WebhookDelivery> WebhookDeliveries => db.Set<WebhookDelivery>();

        /// <summary>The attempts of all workspaces.</summary>
        public DbSet<DeliveryAttempt> DeliveryAttempts => db.Set<DeliveryAttempt>();
    }
}
