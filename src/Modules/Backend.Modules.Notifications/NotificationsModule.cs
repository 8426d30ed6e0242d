using Backend.Modules.Notifications.Mail;
using Backend.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Notifications;

/// <summary>What people are told of the changes that concern them, and how: mail.</summary>
public static class NotificationsModule
{
    /// <summary>Adds the module.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddModule(typeof(NotificationsModule).Assembly);
        services.AddMail();
        return services;
    }
}
