using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Notifications.Mail;

/// <summary>Registers mail.</summary>
internal static class MailServices
{
    /// <summary>Adds what sends mail. Options are set as <c>Backend:Mail</c>.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        services.AddSingleton<MailSignal>();
        services.AddSingleton<MessageIds>();
        services.AddScoped<MailOutboxRows>();
        services.AddScoped<MailOutbox>();
        return services;
    }
}
