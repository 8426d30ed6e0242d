using Backend.GraphQL;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Audit;

/// <summary>Registers the audit log.</summary>
public static class AuditServices
{
    /// <summary>Adds what verifies the log, keeps it within its time and writes down what is refused. Set as <c>Backend:Audit</c>.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddAuditLog(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration("Backend:Audit").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AuditOptions>, AuditOptionsValidator>();
        services.AddSingleton<AuditSeals>();
        services.AddMetrics();
        services.AddSingleton<AuditMeters>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<DenialBudget>();
        services.AddScoped<IDenialObserver, DenialObserver>();
        services.AddScoped(provider => new AuditVerifier(provider.GetRequiredService<BackendDbContext>(), provider.GetRequiredService<AuditSeals>()));
        services.AddScoped(provider => new AuditRetention(
            provider.GetRequiredService<BackendDbContext>(), provider.GetRequiredService<AuditSeals>(), provider.GetRequiredService<IOptions<AuditOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHealthChecks().AddCheck<AuditHealth>("audit");
        services.AddRecurringWork<AuditWork>("audit", "47 2 * * *");
        return services;
    }
}
