using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Jobs.Jobs;
using Backend.Platform.Resilience;
using Backend.Platform.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Modules.Jobs;

/// <summary>What people see of background work and of the server itself, and what they may do about it. The work itself is the modules' own.</summary>
public static class JobsModule
{
    /// <summary>Adds the module.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddJobsApi(this IServiceCollection services) => services
        .AddGraphQLTypes(typeof(JobsModule).Assembly)
        .AddDependencies()
        .AddScoped<VisibleJobs>()
        .AddScoped<JobFilterTranslator>()
        .AddScoped<JobSortTranslator>()
        .AddPermission(JobPermissions.Read, BuiltInRoles.Everyone)
        .AddPermission(JobPermissions.Manage, BuiltInRoles.Admins);
}
