using System.Security.Claims;
using System.Text.Json;
using Backend.GraphQL;
using GraphQL;
using GraphQL.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.GraphQL;

/// <summary>The engine over the zoo's schema, without a server.</summary>
public sealed class ZooEngine : IDisposable
{
    private readonly ServiceProvider services;

    /// <summary>An engine whose caller holds these permissions; null for a caller who is not signed in.</summary>
    public ZooEngine(params string[]? permissions)
    {
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(Zoo)
            .AddGraphQLEngine()
            .AddGraphQLTypes(typeof(ZooEngine).Assembly)
            .AddScoped<IMutationUnitOfWork, CountingUnitOfWork>()
            .AddSingleton<IOperationScopeInitializer, NoInitializer>()
            .AddSingleton<IAuthorizationHandler>(new FixedPermissions(permissions))
            .BuildServiceProvider();
        Executor = services.GetRequiredService<IRequestExecutor>();
    }

    public Zoo Zoo { get; } = new();

    public IRequestExecutor Executor { get; }

    public async Task<JsonElement> ExecuteAsync(string query, string variables = "{}") =>
        Read((IOperationResult)await StartAsync(query, variables));

    public Task<IExecutionResult> StartAsync(string query, string variables = "{}") => Executor.ExecuteAsync(
        new OperationRequest(query, null, new GraphQLSerializer().Deserialize<Inputs>(variables)!),
        new OperationSession(new ClaimsPrincipal(), null, "test"), CancellationToken.None);

    public static JsonElement Read(IOperationResult result)
    {
        using (result)
            return JsonSerializer.Deserialize<JsonElement>(result.Response.Span);
    }

    public void Dispose() => services.Dispose();

    private sealed class FixedPermissions(string[]? permissions) : IAuthorizationHandler
    {
        public AuthorizationResult Authorize(string? permission) =>
            permissions is null ? AuthorizationResult.Unauthenticated
            : permission is null || permissions.Contains(permission, StringComparer.Ordinal) ? AuthorizationResult.Allowed
            : AuthorizationResult.Forbidden;
    }

    private sealed class NoInitializer : IOperationScopeInitializer
    {
        public Task InitializeAsync(IServiceProvider scope, OperationSession session, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class CountingUnitOfWork : IMutationUnitOfWork
    {
        private long last;

        public async Task<SyncId?> RunAsync(Func<Task> resolver, CancellationToken cancellationToken)
        {
            await resolver();
            return new SyncId(++last);
        }
    }
}
