using Backend.Contracts.Notifications;
using Backend.Contracts.Workspaces;
using Backend.MailTemplates;
using Backend.Modules.Notifications.Mail.Deliveries;
using Backend.Modules.Notifications.Mail.Sending;
using Backend.Modules.Notifications.Mail.Service;
using Backend.Modules.Notifications.Mail.Smtp;
using Backend.Modules.Notifications.Mail.Testing;
using Backend.Modules.Notifications.Mail.Unsubscribing;
using Backend.Platform.Jobs;
using Backend.Platform.Resilience;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Mail;

/// <summary>Registers mail.</summary>
internal static class MailServices
{
    /// <summary>Adds what sends mail. Options are set as <c>Backend:Mail</c>.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddPermission(MailPermissions.Manage, BuiltInRoles.Admins);
        services.AddDependencies();
        services.AddDataProtection();
        services.AddSingleton<MailSignal>();
        services.AddSingleton<MessageIds>();
        services.AddSingleton<MailMessages>();
        services.AddSingleton<MailRenderer>();
        services.AddSingleton<SmtpServer>();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<IMailProbe, MailProber>();
        services.AddScoped<MailOutboxRows>();
        services.AddScoped<MailOutbox>();
        services.AddScoped<IServiceMails, ServiceMails>();
        services.AddScoped<IMailComposer, ServiceMailComposer>();
        services.AddScoped<MailTester>();
        services.AddScoped<VisibleEmailDeliveries>();
        services.AddScoped<EmailDeliveryFilterTranslator>();
        services.AddSending();
        return services;
    }

    private static void AddSending(this IServiceCollection services)
    {
        services.AddScoped<MailLeases>();
        services.AddScoped<MailOutcomes>();
        services.AddScoped<MailBatch>();
        services.AddSingleton<MailWriter>();
        services.AddHostedService<MailSender>();
        services.AddRecurringWork<MailRetention>("mail deliveries", "33 3 * * *");
    }
}
