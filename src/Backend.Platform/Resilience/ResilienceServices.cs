using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Backend.Platform.Resilience;

/// <summary>Registers what guards calls to the outside.</summary>
public static class ResilienceServices
{
    /// <summary>Adds the registry of dependencies, and their circuits to <c>/health/ready</c>.</summary>
    public static IServiceCollection AddResilience(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DependencyHealth>("dependencies");
        return services.AddDependencies();
    }

    /// <summary>Adds the registry of dependencies alone, for those who ask it.</summary>
    public static IServiceCollection AddDependencies(this IServiceCollection services)
    {
        services.TryAddSingleton<Dependencies>();
        return services;
    }
}
