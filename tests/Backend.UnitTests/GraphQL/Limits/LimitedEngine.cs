using System.Security.Claims;
using System.Text.Json;
using Backend.GraphQL;
using GraphQL;
using GraphQL.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Backend.UnitTests.GraphQL.Limits;

/// <summary>The engine over the zoo's schema with limits, trusted documents and a clock of the test's own.</summary>
public sealed class LimitedEngine : IDisposable
{
    private readonly ServiceProvider services;

    public LimitedEngine(GraphQLLimits? limits = null, TrustedDocumentsOptions? documents = null, params string[] trusted)
    {
        var collection = new ServiceCollection()
            .AddLogging()
            .AddSingleton(new Zoo())
            .AddSingleton<TimeProvider>(Clock)
            .AddGraphQLEngine()
            .AddGraphQLTypes(typeof(ZooEngine).Assembly)
            .AddScoped<IMutationUnitOfWork, NoUnitOfWork>()
            .AddSingleton<IOperationScopeInitializer, NoInitializer>()
            .AddSingleton<IAuthorizationHandler, Everybody>()
            .AddSingleton(Options.Create(limits ?? new GraphQLLimits()))
            .AddSingleton(Options.Create(documents ?? new TrustedDocumentsOptions()));
        foreach (var text in trusted)
            collection.AddSingleton(new TrustedDocument(TrustedDocument.HashOf(text), "test.graphql", text));
        services = collection.BuildServiceProvider();
        Executor = services.GetRequiredService<IRequestExecutor>();
    }

    public FakeTimeProvider Clock { get; } = new();

    public IRequestExecutor Executor { get; }

    /// <summary>The session of an HTTP request of somebody.</summary>
    public static OperationSession Session(string? subject = "ada", string address = "10.0.0.1") => new(
        new ClaimsPrincipal(subject is null ? new ClaimsIdentity() : new ClaimsIdentity([new Claim("iss", "test"), new Claim("sub", subject)], "test")), null, "test")
    {
        RemoteAddress = address,
        ReportsCost = true,
    };

    public Task<JsonElement> ExecuteAsync(string query, string variables = "{}", OperationSession? session = null) =>
        ExecuteAsync(new OperationRequest(query, null, Read(variables)), session);

    public async Task<JsonElement> ExecuteAsync(OperationRequest request, OperationSession? session = null) =>
        ZooEngine.Read((IOperationResult)await Executor.ExecuteAsync(request, session ?? Session(), CancellationToken.None));

    /// <summary>What an operation is estimated at.</summary>
    public async Task<long> CostAsync(string query, string variables = "{}")
    {
        var answer = await ExecuteAsync(query, variables);
        return answer.TryGetProperty("extensions", out var extensions) ? extensions.GetProperty("cost").GetProperty("estimated").GetInt64()
            : throw new InvalidOperationException(answer.ToString());
    }

    /// <summary>The code of the first error; null where there is none.</summary>
    public async Task<string?> CodeAsync(string query, string variables = "{}") => Code(await ExecuteAsync(query, variables));

    public static string? Code(JsonElement answer) =>
        answer.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;

    public static Inputs Read(string variables) => new GraphQLSerializer().Deserialize<Inputs>(variables)!;

    public void Dispose() => services.Dispose();

    private sealed class Everybody : IAuthorizationHandler
    {
        public AuthorizationResult Authorize(string? permission) => AuthorizationResult.Allowed;
    }

    private sealed class NoInitializer : IOperationScopeInitializer
    {
        public Task InitializeAsync(IServiceProvider scope, OperationSession session, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class NoUnitOfWork : IMutationUnitOfWork
    {
        public async Task<SyncId?> RunAsync(Func<Task> resolver, CancellationToken cancellationToken)
        {
            await resolver();
            return null;
        }
    }
}
