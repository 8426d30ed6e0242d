using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Notifications.FanOut;
using Backend.Modules.Notifications.Inbox;
using Backend.Modules.Notifications.Mail;
using Backend.Modules.Notifications.Mail.Unsubscribing;
using Backend.Modules.Notifications.Preferences;
using Backend.Modules.Notifications.Reminders;
using Backend.Modules.Notifications.Subscriptions;
using Backend.Platform;
using Backend.Platform.Jobs;
using Backend.Platform.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications;

/// <summary>What people are told of the changes that concern them, and how: an inbox, and mail.</summary>
public static class NotificationsModule
{
    /// <summary>Adds the module. Options are set as <c>Backend:Notifications</c>.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddModule(typeof(NotificationsModule).Assembly);
        services.AddPermission(NotificationPermissions.Read, BuiltInRoles.Everyone);
        services.AddPermission(NotificationPermissions.Write, BuiltInRoles.Everyone);
        services.AddOptions<NotificationOptions>().BindConfiguration("Backend:Notifications").ValidateOnStart();
        services.AddSingleton<IValidateOptions<NotificationOptions>, NotificationOptionsValidator>();
        services.AddFanOut();
        services.AddInbox();
        services.AddScoped<SubscriptionChoice>();
        services.AddScoped<VisibleReminders>();
        services.AddJob<ReminderJob, ReminderArguments>("notifications.remind");
        services.AddScoped<PreferenceDirectory>();
        services.AddScoped<IMailPreferences, MailPreferences>();
        services.AddMail();
        return services;
    }

    /// <summary>Maps the links that mails have: <c>/mail/unsubscribe/{token}</c>.</summary>
    public static void MapNotifications(this IEndpointRouteBuilder endpoints) => endpoints.MapUnsubscribing();

    private static void AddFanOut(this IServiceCollection services)
    {
        services.AddEventRangeHandler<NotificationFanOut>("notifications", OccurrenceReader.Concerns);
        services.AddScoped<OccurrenceReader>();
        services.AddScoped<Followers>();
        services.AddScoped<MailPlan>();
        services.AddScoped<MailWording>();
        services.AddScoped<IMailComposer, NotificationMails>();
    }

    private static void AddInbox(this IServiceCollection services)
    {
        services.AddScoped<VisibleNotifications>();
        services.AddScoped<NotificationFilterTranslator>();
        services.AddScoped<NotificationChanges>();
        services.AddScoped<IIssueDeletedHandler, TracesOfDeletedIssue>();
        services.AddJob<WakeJob, WakeArguments>("notifications.wake");
        services.AddRecurringWork<NotificationPurge>("notifications.purge", "52 3 * * *");
    }
}
