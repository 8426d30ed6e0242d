using Backend.GraphQL;
using Backend.Platform.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Backend.Platform.Security;

/// <summary>Registers who may do what.</summary>
public static class SecurityServices
{
    /// <summary>Adds the viewer, the decisions about it, and the live feed that listens for it.</summary>
    public static IServiceCollection AddViewers(this IServiceCollection services)
    {
        services.AddScoped<Viewer>();
        services.AddScoped<RequestInfo>();
        services.AddSingleton<PermissionCatalog>();
        services.AddScoped<IAuthorizationHandler, AuthorizationHandler>();
        services.AddSingleton<IOperationScopeInitializer, OperationScopeInitializer>();
        services.AddSingleton<IRightsReader, RightsReader>();
        services.AddScoped<IViewerScopeFactory, ViewerScopeFactory>();
        services.AddSingleton<AccessWatch>();
        services.AddSingleton<IAccessWatch>(provider => provider.GetRequiredService<AccessWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<AccessWatch>());
        services.AddSingleton<IOperationSessionFactory, OperationSessionFactory>();
        services.TryAddSingleton<FeedPace>();
        services.AddSingleton<FeedHub>();
        services.AddScoped<ChangeFeed>();
        services.AddScoped<ChangeLog>();
        services.AddScoped<Events.FeedPlaces>();
        return services;
    }
}
