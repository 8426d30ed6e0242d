using Backend.Platform.Events;
using Backend.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Retention;

/// <summary>Registers what deletes old records.</summary>
public static class RetentionServices
{
    /// <summary>Adds the retention of changes, set as <c>Backend:Events</c>, of idempotency keys, and of jobs.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRetention(this IServiceCollection services)
    {
        services.AddOptions<EventRetentionOptions>().BindConfiguration("Backend:Events").ValidateOnStart();
        services.AddSingleton<IValidateOptions<EventRetentionOptions>, EventRetentionOptionsValidator>();
        services.AddScoped<EventRetention>();
        services.AddScoped<JobRetention>();
        services.AddRecurringWork<RetentionWork>("retention", "17 * * * *");
        return services;
    }
}
