using System.Reflection;
using Backend.GraphQL;
using Backend.Platform.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform;

/// <summary>What every module registers.</summary>
public static class ModuleRegistration
{
    /// <summary>Adds a module's entities, GraphQL types and DataLoaders.</summary>
    /// <param name="services">The services.</param>
    /// <param name="module">The module's assembly.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddModule(this IServiceCollection services, Assembly module) =>
        services.AddEntities(module).AddGraphQLTypes(module);
}
