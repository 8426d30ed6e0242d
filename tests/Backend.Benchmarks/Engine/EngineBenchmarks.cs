using System.Security.Claims;
using Backend.ConformanceTests.Stock;
using Backend.GraphQL;
using BenchmarkDotNet.Attributes;
using GraphQL;
using GraphQL.SystemTextJson;
using Microsoft.Extensions.Options;

namespace Backend.Benchmarks.Engine;

/// <summary>The compiled plan against GraphQL.NET's own executer, in process, with the document cached.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private static readonly OperationSession Session = new(new ClaimsPrincipal(), null, "benchmark");

    private ServiceProvider? services;
    private IRequestExecutor? stock;
    private IRequestExecutor? plan;
    private OperationRequest? request;

    /// <summary>What is measured.</summary>
    [ParamsSource(nameof(Cases))]
    public EngineCase Case { get; set; } = EngineCase.All[0];

    /// <summary>All cases.</summary>
    public static IEnumerable<EngineCase> Cases => EngineCase.All;

    /// <summary>Builds the engine, and makes sure that both give the same.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        services = new ServiceCollection()
            .AddLogging()
            .AddGraphQLEngine()
            // So much that it is counted, and never spent.
            .AddSingleton(Options.Create(new GraphQLLimits { CostPerMinute = 1_000_000_000_000_000 }))
            .AddGraphQLTypes(typeof(EngineBenchmarks).Assembly)
            .AddSingleton<IOperationScopeInitializer, NoViewer>()
            .AddSingleton<IAuthorizationHandler, Everybody>()
            .BuildServiceProvider();
        plan = services.GetRequiredService<IRequestExecutor>();
        stock = ActivatorUtilities.CreateInstance<StockRequestExecutor>(services);
        request = new OperationRequest(Case.Query, null, new GraphQLSerializer().Deserialize<Inputs>(Case.Variables)!);
        if (!Bytes(stock).AsSpan().SequenceEqual(Bytes(plan)))
            throw new InvalidOperationException($"The responses to '{Case.Query}' differ.");
    }

    /// <summary>Lets go of the engine.</summary>
    [GlobalCleanup]
    public void CleanUp() => services?.Dispose();

    /// <summary>GraphQL.NET's executer.</summary>
    [Benchmark(Baseline = true)]
    public Task<int> Stock() => RunAsync(stock!);

    /// <summary>The product's.</summary>
    [Benchmark]
    public Task<int> Plan() => RunAsync(plan!);

    private async Task<int> RunAsync(IRequestExecutor executor)
    {
        using var result = (IOperationResult)await executor.ExecuteAsync(request!, Session, CancellationToken.None);
        return result.ErrorCodes.Count == 0 ? result.Response.Length : throw new InvalidOperationException($"Refused: {result.ErrorCodes[0]}.");
    }

    private byte[] Bytes(IRequestExecutor executor)
    {
        using var result = (IOperationResult)executor.ExecuteAsync(request!, Session, CancellationToken.None).GetAwaiter().GetResult();
        return result.Response.ToArray();
    }

    private sealed class Everybody : IAuthorizationHandler
    {
        public AuthorizationResult Authorize(string? permission) => AuthorizationResult.Allowed;
    }

    private sealed class NoViewer : IOperationScopeInitializer
    {
        public Task InitializeAsync(IServiceProvider scope, OperationSession session, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
