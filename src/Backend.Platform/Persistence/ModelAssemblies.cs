using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.Platform.Persistence;

/// <summary>An assembly that brings entities and their configurations.</summary>
/// <param name="Assembly">The assembly.</param>
public sealed record ModelAssembly(Assembly Assembly);

/// <summary>Every assembly that brings entities.</summary>
/// <param name="registered">What the modules registered.</param>
public sealed class ModelAssemblies(IEnumerable<ModelAssembly> registered)
{
    /// <summary>The assemblies, the platform's own first.</summary>
    public IReadOnlyList<Assembly> All { get; } =
        [typeof(ModelAssemblies).Assembly, .. registered.Select(model => model.Assembly).Distinct().OrderBy(assembly => assembly.FullName, StringComparer.Ordinal)];
}

/// <summary>Registers a module's entities.</summary>
public static class ModelRegistration
{
    /// <summary>Adds the entity configurations of an assembly to the model.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddEntities(this IServiceCollection services, Assembly assembly) =>
        services.AddSingleton(new ModelAssembly(assembly));
}
