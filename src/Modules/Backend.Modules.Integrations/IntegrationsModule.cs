using Backend.Contracts.Workspaces;
using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.HandOver;
using Backend.Modules.Integrations.Sending;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform;
using Backend.Platform.Jobs;
using Backend.Platform.Live;
using Backend.Platform.Outgoing;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Integrations;

/// <summary>Other systems that are told of what happens: webhooks.</summary>
public static class IntegrationsModule
{
    private static readonly JobPolicy Replay = new() { Queue = JobQueues.Webhooks, InBatches = true, Timeout = TimeSpan.FromHours(1) };

    /// <summary>Adds the module; on a worker, what sends. Options are set as <c>Backend:Webhooks</c> and <c>Backend:Outgoing</c>.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddIntegrations(this IServiceCollection services, NodeRoles roles)
    {
        services.AddModule(typeof(IntegrationsModule).Assembly);
        services.AddOutgoing();
        services.AddOptions<WebhookOptions>().BindConfiguration("Backend:Webhooks").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddPermission(WebhookPermissions.Manage, BuiltInRoles.Admins);
        AddWebhooks(services);
        AddDeliveries(services);
        AddSending(services);
        if (roles.IsWorker)
            services.AddHostedService<WebhookWorker>();
        return services;
    }

    private static void AddWebhooks(IServiceCollection services)
    {
        services.AddScoped<VisibleWebhooks>();
        services.AddScoped<WebhookEventTypes>();
        services.AddScoped<WebhookRules>();
        services.AddScoped<WebhookEditing>();
        services.AddScoped<WebhookTests>();
        services.AddSingleton<WebhookSecrets>();
        services.AddScoped<IChangeAudience, WebhookAudience>();
    }

    private static void AddDeliveries(IServiceCollection services)
    {
        services.AddScoped<VisibleDeliveries>();
        services.AddScoped<WebhookDeliveryFilterTranslator>();
        services.AddScoped<WebhookDeliverySortTranslator>();
        services.AddSingleton<OwnerScopes>();
        services.AddSingleton<DeliveryMaking>();
        services.AddScoped<DeliveryRepeats>();
        services.AddScoped<WebhookHandOver>();
        services.AddJob<DeliveryReplayJob, DeliveryReplayArguments>("webhooks.replay", Replay);
        services.AddRecurringWork<DeliveryRetention>("webhooks.retention", "29 * * * *");
    }

    private static void AddSending(IServiceCollection services)
    {
        services.AddSingleton<WebhookSignal>();
        services.AddSingleton<WebhookDisabling>();
        services.AddSingleton<RetrySchedule>();
        services.AddSingleton<EndpointLeases>();
        services.AddSingleton<SightCheck>();
        services.AddSingleton<DeliveryWindows>();
        services.AddSingleton<DeliveryClient>();
        services.AddSingleton<AttemptLog>();
        services.AddSingleton<EndpointSender>();
    }
}
