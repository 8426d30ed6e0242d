using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Identity.Accounts;
using Backend.Modules.Identity.Demo;
using Backend.Modules.Identity.Users;
using Backend.Platform;
using Backend.Platform.Security;
using Backend.Platform.Seeding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Backend.Modules.Identity;

/// <summary>Users, and the sign-ins by which they are known.</summary>
public static class IdentityModule
{
    /// <summary>Adds the module. A host whose development issuer has another address registers its own <see cref="IDevelopmentIssuer"/>.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddModule(typeof(IdentityModule).Assembly);
        services.AddPermission(UserPermissions.Read, BuiltInRoles.Everyone);
        services.AddScoped<IUserAccounts, UserAccounts>();
        services.TryAddSingleton<IDevelopmentIssuer, ConfiguredIssuer>();
        services.AddScoped<UserFilterTranslator>();
        services.AddScoped<IReferenceFilter<UserFilter>>(provider => provider.GetRequiredService<UserFilterTranslator>());
        services.AddScoped<UserSortTranslator>();
        services.AddScoped<ISeedStep, DemoPeopleSeed>();
        return services;
    }
}
