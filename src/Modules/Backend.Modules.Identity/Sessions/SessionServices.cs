using Backend.Contracts.Identity;
using Backend.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Identity.Sessions;

internal static class SessionServices
{
    public static void AddSessions(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.AddOptions<SessionOptions>().BindConfiguration(SessionOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SessionOptions>, SessionOptionsValidator>();
        services.AddSingleton<SessionSecrets>();
        services.AddSingleton<OpenSessions>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenSessions>());
        services.AddScoped<SessionEndings>();
        services.AddScoped<ViewerSessions>();
        services.AddScoped<CurrentSession>();
        services.AddScoped<IBrowserSessions, BrowserSessions>();
        services.AddRecurringWork<SessionRetention>("sessions", "41 * * * *");
    }
}
