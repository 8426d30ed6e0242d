using System.Text.Json;
using Backend.GraphQL.Composition;
using Backend.GraphQL.Execution;
using Backend.GraphQL.Introspection;
using Backend.GraphQL.Limits;
using Backend.GraphQL.TrustedDocuments;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

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
        services.TryAddSingleton(provider => new GraphQLExecutionOptions
        {
            MaxResponseBytes = provider.GetRequiredService<IOptions<GraphQLLimits>>().Value.ResponseBytes,
        });
        services.AddSingleton(SchemaComposer.Compose);
        services.AddOptions<GraphQLLimits>();
        services.AddOptions<TrustedDocumentsOptions>();
        services.AddOptions<IntrospectionOptions>();
        services.AddSingleton<IntrospectionGate>();
        services.AddSingleton<RateBudgets>();
        services.AddSingleton<OperationGuard>();
        services.AddSingleton<OperationQueue>();
        services.AddSingleton<PersistedQueries>();
        services.AddSingleton<DocumentResolver>();
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
        services.AddScoped<StreamBounds>();
        services.AddSingleton<SharedStreams>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<IRequestExecutor, RequestExecutor>();
        services.AddHostedService<SchemaStartup>();
        services.AddTransports();
        return services;
    }

    private static void AddTransports(this IServiceCollection services)
    {
        services.AddOptions<GraphQLTransportOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<GraphQLTransportOptions>, GraphQLTransportOptionsValidator>();
        services.AddSingleton<HttpRequestReader>();
        services.AddSingleton<EventStreamAnswer>();
        services.AddSingleton<GraphQLHttpHandler>();
        services.AddSingleton<GraphQLSocketHandler>();
    }
}
