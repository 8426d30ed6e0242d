using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL.Limits;

/// <summary>
/// Lets so many operations run at once, and so many wait; one more, or one that has waited too long, is refused before anything
/// is done for it. What is accepted is answered in time, also under a load that the node cannot bear. The body is read by then:
/// a caller that sends slowly takes nobody's turn.
/// </summary>
internal sealed class OperationQueue : IDisposable
{
    // Streams begin one after the other, however many come at once, and are not refused: clients would show an error instead of
    // waiting. How many there may be, the connections bound.
    private const int OpeningStreams = 64;

    private readonly GraphQLLimits limits;
    private readonly TimeProvider clock;
    private readonly ConcurrencyLimiter operations;
    private readonly ConcurrencyLimiter streams = Limiter(OpeningStreams, int.MaxValue);
    private readonly Meter meter = new(GraphQLTelemetry.Name);

    public OperationQueue(IOptions<GraphQLLimits> options, TimeProvider clock)
    {
        (limits, this.clock) = (options.Value, clock);
        operations = Limiter(limits.ConcurrentOperations, limits.QueuedOperations);
        meter.CreateObservableGauge(
            "graphql.server.operations.queued", () => (operations.GetStatistics()?.CurrentQueuedCount ?? 0) + (streams.GetStatistics()?.CurrentQueuedCount ?? 0),
            "{operation}", "How many operations wait for their turn.");
    }

    /// <summary>What the caller is told that is refused.</summary>
    public static CodedExecutionError Error { get; } = new(ErrorCodes.Overloaded, "The server has more to do than it can, and did nothing of this. Try again in a moment.");

    /// <summary>Waits for a turn, which ends when it is disposed.</summary>
    public async ValueTask<RateLimitLease> EnterAsync(OperationType operation, CancellationToken cancellationToken)
    {
        if (operation == OperationType.Subscription)
            return await streams.AcquireAsync(1, cancellationToken);
        var now = operations.AttemptAcquire();
        if (now.IsAcquired)
            return now;
        using var patience = new CancellationTokenSource(limits.QueueTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await operations.AcquireAsync(1, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return now;
        }
    }

    public void Dispose()
    {
        meter.Dispose();
        operations.Dispose();
        streams.Dispose();
    }

    private static ConcurrencyLimiter Limiter(int permits, int queued) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = permits,
        QueueLimit = queued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}
