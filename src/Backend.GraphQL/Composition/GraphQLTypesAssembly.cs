using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL;

/// <summary>An assembly whose annotated classes make up the schema.</summary>
/// <param name="Assembly">The assembly.</param>
public sealed record GraphQLTypesAssembly(Assembly Assembly);

/// <summary>Registers annotated classes.</summary>
public static class GraphQLTypesRegistration
{
    /// <summary>Adds the annotated classes and the DataLoaders of an assembly.</summary>
    /// <returns>The services.</returns>
    public static IServiceCollection AddGraphQLTypes(this IServiceCollection services, Assembly assembly)
    {
        services.AddSingleton(new GraphQLTypesAssembly(assembly));
        foreach (var loader in assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IDataLoaderCache))))
        {
            services.AddScoped(loader);
            services.AddScoped(provider => (IDataLoaderCache)provider.GetRequiredService(loader));
            foreach (var contract in loader.GetInterfaces().Where(type => type.IsPublic && IsLoaderContract(type)))
                services.AddScoped(contract, provider => provider.GetRequiredService(loader));
        }

        return services;
    }

    // A contract is a named interface that extends IDataLoader, such as IUserByIdDataLoader.
    private static bool IsLoaderContract(Type type) =>
        !type.IsGenericType && type.GetInterfaces().Any(parent => parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(IDataLoader<,>));
}
