using System.Security.Claims;
using Backend.ConformanceTests.Referee;
using Backend.GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Backend.ConformanceTests.Reference;

/// <summary>Both executors over the reference schema. Nothing outlives an operation, so that both see the same.</summary>
public sealed class ReferenceServer : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddLogging()
        .AddGraphQLEngine()
        .AddSingleton(Options.Create(NoLimits))
        .AddGraphQLTypes(typeof(ReferenceServer).Assembly)
        .AddScoped<LoadLog>()
        .AddScoped<Journal>()
        .AddScoped<IMutationUnitOfWork, ScopedUnitOfWork>()
        .AddSingleton<IOperationScopeInitializer, NoInitializer>()
        .AddSingleton<IAuthorizationHandler, AllAllowed>()
        .BuildServiceProvider(validateScopes: true);

    /// <summary>The referee knows no limits, and so the product has none here that a random operation reaches.</summary>
    internal static GraphQLLimits NoLimits { get; } = new() { OperationCost = long.MaxValue / 4, CostPerMinute = 0, Depth = 60, VariableDefinitions = 1_000, RepeatedFields = 2_000 };

    /// <summary>The two executors.</summary>
    public ExecutorPair Executors => field ??= new ExecutorPair(services, new OperationSession(new ClaimsPrincipal(), null, "referee"));

    /// <summary>The schema.</summary>
    public ISchema Schema => services.GetRequiredService<ISchema>();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => services.DisposeAsync();

    private sealed class AllAllowed : IAuthorizationHandler
    {
        public AuthorizationResult Authorize(string? permission) => AuthorizationResult.Allowed;
    }

    private sealed class NoInitializer : IOperationScopeInitializer
    {
        public Task InitializeAsync(IServiceProvider scope, OperationSession session, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class ScopedUnitOfWork : IMutationUnitOfWork
    {
        private long last;

        public async Task<SyncId?> RunAsync(Func<Task> resolver, CancellationToken cancellationToken)
        {
            await resolver();
            return new SyncId(++last);
        }
    }
}
