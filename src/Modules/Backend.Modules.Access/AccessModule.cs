using Backend.Contracts.Access;
using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.Modules.Access.Changes;
using Backend.Modules.Access.Grants;
using Backend.Modules.Access.Policy;
using Backend.Modules.Access.Roles;
using Backend.Platform;
using Backend.Platform.Caching;
using Backend.Platform.Jobs;
using Backend.Platform.Live;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Access;

/// <summary>Roles, grants of them on single things, and the policy that decides by both.</summary>
public static class AccessModule
{
    /// <summary>Adds the module.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddModule(typeof(AccessModule).Assembly);
        services.AddCached(ViewerAccess.Kept);
        services.AddScoped<IViewerAccess, ViewerAccess>();
        services.AddScoped<IAccessPolicy, AccessPolicy>();
        services.AddScoped<IRightsClasses, RightsClasses>();
        services.AddScoped<IIssueReaders, IssueReadersFinder>();
        services.AddScoped<RoleDirectory>();
        services.AddScoped<VisibleGrants>();
        services.AddScoped<GrantResources>();
        services.AddScoped<EffectiveAccessReader>();
        services.AddScoped<IIssueDeletedHandler, GrantsOfDeletedIssue>();
        services.AddScoped<IChangeAudience, AccessAudience>();
        services.AddRecurringWork<GrantExpiryWork>("access.grant-expiry", "*/5 * * * *");
        services.AddPermission(AccessPermissions.Read, BuiltInRoles.Admins);
        services.AddPermission(AccessPermissions.Manage, BuiltInRoles.Admins);
        return services;
    }
}
