using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Backend.Platform.Outgoing;

/// <summary>Registers calls to addresses that people give.</summary>
public static class OutgoingServices
{
    /// <summary>Adds them; modules that call share them. Options are set as <c>Backend:Outgoing</c>.</summary>
    public static IServiceCollection AddOutgoing(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(OutgoingPolicy)))
            return services;
        services.AddOptions<OutgoingOptions>().BindConfiguration("Backend:Outgoing").ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutgoingOptions>, OutgoingOptionsValidator>();
        services.TryAddSingleton<IHostResolver, SystemHostResolver>();
        services.AddSingleton<OutgoingPolicy>();
        services.AddSingleton<OutgoingUrls>();
        services.AddSingleton<OutgoingHttp>();
        return services;
    }
}
