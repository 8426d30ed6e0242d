using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Identity.Accounts;
using Backend.Modules.Identity.Demo;
using Backend.Modules.Identity.Sessions;
using Backend.Modules.Identity.Tokens;
using Backend.Modules.Identity.Users;
using Backend.Platform;
using Backend.Platform.Caching;
using Backend.Platform.Jobs;
using Backend.Platform.Security;
using Backend.Platform.Seeding;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Identity;

/// <summary>Users, and the sign-ins by which they are known.</summary>
public static class IdentityModule
{
    /// <summary>Adds the module. A host with a development issuer registers an <see cref="IDevelopmentIssuer"/> too.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddModule(typeof(IdentityModule).Assembly);
        services.AddPermission(UserPermissions.Read, BuiltInRoles.Everyone);
        services.AddScoped<IUserAccounts, UserAccounts>();
        services.AddScoped<GroupSync>();
        services.AddScoped<UserAudit>();
        services.AddRecurringWork<GroupSyncWork>("groups", "27 * * * *");
        services.AddCached(UserDataLoaders.Kept);
        services.AddScoped<IUserNames, UserNames>();
        services.AddScoped<IUserHandles, UserHandleDirectory>();
        services.AddScoped<IMailRecipients, MailRecipients>();
        services.AddScoped<UserFilterTranslator>();
        services.AddScoped<IReferenceFilter<UserFilter>>(provider => provider.GetRequiredService<UserFilterTranslator>());
        services.AddScoped<UserSortTranslator>();
        services.AddScoped<ISeedStep, DemoPeopleSeed>();
        services.AddSessions();
        services.AddTokens();
        return services;
    }
}
