using System.Security.Claims;
using System.Text.Json;
using Backend.GraphQL;

namespace Backend.Benchmarks.Http;

/// <summary>The list in memory, served by the engine through the product's transport, with nothing behind it.</summary>
internal static class ListServer
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services
            .AddGraphQLEngine()
            .AddGraphQLTypes(typeof(ListServer).Assembly)
            .AddSingleton<IOperationScopeInitializer, NoViewer>()
            .AddSingleton<IOperationSessionFactory, Anonymous>()
            .AddScoped<IAuthorizationHandler, Everybody>()
            .AddScoped<IMutationUnitOfWork, NoTransaction>();
        builder.Services.AddOptions<GraphQLLimits>().Bind(builder.Configuration.GetSection("Backend:GraphQL:Limits"));
        var app = builder.Build();
        app.MapGraphQL("/graphql");
        return app;
    }

    private sealed class Everybody : IAuthorizationHandler
    {
        public AuthorizationResult Authorize(string? permission) => AuthorizationResult.Allowed;
    }

    private sealed class NoTransaction : IMutationUnitOfWork
    {
        public async Task<SyncId?> RunAsync(Func<Task> resolver, CancellationToken cancellationToken)
        {
            await resolver();
            return null;
        }
    }

    private sealed class NoViewer : IOperationScopeInitializer
    {
        public Task InitializeAsync(IServiceProvider scope, OperationSession session, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Anonymous : IOperationSessionFactory
    {
        private static readonly OperationSession Nobody = new(new ClaimsPrincipal(), null, "benchmark");

        public OperationSession FromRequest(HttpContext context) => Nobody;

        public Task<OperationSession?> FromConnectionInitAsync(HttpContext context, JsonElement payload, CancellationToken cancellationToken) =>
            Task.FromResult<OperationSession?>(Nobody);
    }
}

/// <summary>The list's field.</summary>
[QueryType]
[AllowAnonymous]
public static class ListQueries
{
    /// <summary>All rows.</summary>
    public static IReadOnlyList<ListRow> GetRows() => ListRow.All;
}

/// <summary>The object type of a row.</summary>
[ObjectType<ListRow>]
public static class ListRowType;
