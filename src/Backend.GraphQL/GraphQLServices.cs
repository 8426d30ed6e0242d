using System.Text.Json;
using Backend.GraphQL.Composition;
using Backend.GraphQL.Execution;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Backend.GraphQL;

/// <summary>Registers the engine.</summary>
public static class GraphQLServices
{
    /// <summary>
    /// Adds the engine. The application brings <see cref="IAuthorizationHandler"/>, <see cref="IMutationUnitOfWork"/>,
    /// <see cref="IOperationScopeInitializer"/> and <see cref="IOperationSessionFactory"/>.
    /// </summary>
    public static IServiceCollection AddGraphQLEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GraphQLExecutionOptions>();
        services.AddSingleton(SchemaComposer.Compose);
        services.AddSingleton<DocumentCache>();
        services.AddSingleton<ErrorTranslator>();
        services.AddSingleton<IErrorInfoProvider>(provider => provider.GetRequiredService<ErrorTranslator>());
        services.AddSingleton<IGraphQLTextSerializer>(provider => new GraphQLSerializer(
            new JsonSerializerOptions { Encoder = ResponseBuffer.Encoder }, provider.GetRequiredService<IErrorInfoProvider>()));
        services.AddSingleton<OperationScopeFactory>();
        services.AddScoped<OperationSessionAccessor>();
        services.AddScoped<OperationSelection>();
        services.AddScoped<ISelection>(provider => provider.GetRequiredService<OperationSelection>());
        services.AddSingleton<ErrorWriter>();
        services.AddSingleton<PlanRunner>();
        services.AddSingleton<IRequestExecutor, RequestExecutor>();
        services.AddHostedService<SchemaStartup>();
        return services;
    }
}
