using System.Text;
using Backend.ConformanceTests.Stock;
using Backend.GraphQL;
using GraphQL;
using GraphQL.SystemTextJson;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.ConformanceTests.Referee;

/// <summary>The product's executor and GraphQL.NET's own, over the same schema and services.</summary>
public sealed class ExecutorPair(IServiceProvider services, OperationSession session)
{
    // As many events as any stream of the reference schema has, and some more.
    private const int MaxEvents = 10;

    private static readonly GraphQLSerializer Json = new();

    /// <summary>What serves requests.</summary>
    public IRequestExecutor Product { get; private init; } = services.GetRequiredService<IRequestExecutor>();

    /// <summary>The referee.</summary>
    public IRequestExecutor Stock { get; } = ActivatorUtilities.CreateInstance<StockRequestExecutor>(services);

    /// <summary>The referee and another executor in the product's place.</summary>
    public ExecutorPair Against(IRequestExecutor other) => new(services, session) { Product = other };

    /// <summary>Runs a request.</summary>
    public async Task<Outcome> RunAsync(IRequestExecutor executor, Request request)
    {
        var result = await executor.ExecuteAsync(
            new OperationRequest(request.Query, request.OperationName, Json.Deserialize<Inputs>(request.Variables)!), session, CancellationToken.None);
        if (result is IOperationResult single)
            return new Outcome(Streamed: false, [Read(single)]);
        var events = new List<Response>();
        await foreach (var item in ((IResponseStream)result).ReadResultsAsync(CancellationToken.None))
        {
            events.Add(Read(item));
            if (events.Count == MaxEvents)
                break;
        }

        return new Outcome(Streamed: true, events);
    }

    /// <summary>Runs a request through both.</summary>
    public async Task<Comparison> CompareAsync(Request request) =>
        new(request, (await RunAsync(Stock, request)).Corrected(), await RunAsync(Product, request));

    private static Response Read(IOperationResult result)
    {
        using (result)
            return Response.Parse(Encoding.UTF8.GetString(result.Response.Span), result.Executed);
    }
}
