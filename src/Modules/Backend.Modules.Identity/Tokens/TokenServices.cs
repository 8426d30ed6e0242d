using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Identity.ServiceAccounts;
using Backend.Platform.Jobs;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Identity.Tokens;

internal static class TokenServices
{
    public static void AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<KnownTokens>();
        services.AddSingleton<TokenUses>();
        services.AddHostedService(provider => provider.GetRequiredService<TokenUses>());
        services.AddSingleton<TokenNetworks>();
        services.AddSingleton<ITokenNetworks>(provider => provider.GetRequiredService<TokenNetworks>());
        services.AddHostedService(provider => provider.GetRequiredService<TokenNetworks>());
        services.AddScoped<NetworkNotes>();
        services.AddSingleton<OpenTokens>();
        services.AddHostedService(provider => provider.GetRequiredService<OpenTokens>());
        services.AddSingleton<ITokenLifetimes>(provider => provider.GetRequiredService<OpenTokens>());
        services.AddScoped<IPersonalTokens, PersonalTokens>();
        services.AddScoped<VisibleTokens>();
        services.AddScoped<TokenCreation>();
        services.AddScoped<IChangeAudience, PersonalTokenAudience>();
        services.AddRecurringWork<TokenRetention>("tokens.retention", "51 3 * * *");
        services.AddRecurringWork<TokenExpiryNotices>("tokens.expiry", "7 * * * *");
        services.AddScoped<VisibleServiceAccounts>();
        services.AddPermission(ServiceAccountPermissions.Manage, BuiltInRoles.Admins);
    }
}
