using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Workspaces.Changes;
using Backend.Modules.Workspaces.Demo;
using Backend.Modules.Workspaces.Members;
using Backend.Modules.Workspaces.Teams;
using Backend.Modules.Workspaces.Viewers;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform;
using Backend.Platform.Caching;
using Backend.Platform.Jobs;
using Backend.Platform.Live;
using Backend.Platform.Retention;
using Backend.Platform.Security;
using Backend.Platform.Seeding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Workspaces;

/// <summary>Workspaces, their members and their teams.</summary>
public static class WorkspacesModule
{
    /// <summary>Adds the module.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddWorkspaces(this IServiceCollection services)
    {
        services.AddModule(typeof(WorkspacesModule).Assembly);
        services.AddScoped<IViewerResolver, ViewerResolver>();
        services.AddScoped<IWorkspaceDirectory, WorkspaceDirectory>();
        services.AddScoped<IChangeAudience, WorkspaceAudience>();
        services.AddScoped<ISeedStep, DemoWorkspaceSeed>();
        AddMembers(services);
        AddTeams(services);
        AddWorkspaceItself(services);
        return services;
    }

    private static void AddWorkspaceItself(IServiceCollection services)
    {
        services.AddCached(WorkspaceDataLoaders.Kept);
        services.AddPermission(WorkspacePermissions.Update, BuiltInRoles.Owner);
        services.AddPermission(WorkspacePermissions.Delete, BuiltInRoles.Owner);
        services.AddOptions<WorkspaceOptions>().BindConfiguration("Backend:Workspaces").ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkspaceOptions>, WorkspaceOptionsValidator>();
        services.AddScoped<WorkspacePurge>();
        services.AddRecurringWork<WorkspaceDeletionWork>("workspaces.deletion", "*/10 * * * *");
    }

    private static void AddMembers(IServiceCollection services)
    {
        services.AddScoped<VisibleMembers>();
        services.AddScoped<IWorkspaceMembers>(provider => provider.GetRequiredService<VisibleMembers>());
        services.AddScoped<IMemberships, Memberships>();
        services.AddPermission(MemberPermissions.SetRole, BuiltInRoles.Admins);
        services.AddPermission(MemberPermissions.Suspend, BuiltInRoles.Admins);
    }

    private static void AddTeams(IServiceCollection services)
    {
        services.AddCached(TeamDataLoaders.Kept);
        services.AddScoped<VisibleTeams>();
        services.AddScoped<TeamCreation>();
        services.AddScoped<ITeamDirectory, TeamDirectory>();
        services.AddScoped<TeamFilterTranslator>();
        services.AddScoped<IReferenceFilter<TeamFilter>>(provider => provider.GetRequiredService<TeamFilterTranslator>());
        services.AddResourcePermission(TeamPermissions.Read, BuiltInRoles.Everyone);
        services.AddPermission(TeamPermissions.Create, BuiltInRoles.Admins);
        services.AddResourcePermission(TeamPermissions.Update, BuiltInRoles.Admins);
        services.AddResourcePermission(TeamPermissions.ManageMembers, BuiltInRoles.Admins);
    }
}
