using Polly;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Retry;
using Polly.Timeout;

namespace Backend.Platform.Resilience;

/// <summary>
/// Something outside the process and the way to call it: retries within a budget, a bulkhead, a circuit that opens when half of
/// the calls fail, and a time for each attempt, from the outside in.
/// </summary>
public sealed class Dependency : IDisposable
{
    private readonly CircuitBreakerStateProvider circuit = new();
    private readonly System.Threading.RateLimiting.ConcurrencyLimiter bulkhead;
    private readonly RetryBudget budget = new();
    private readonly TimeProvider clock;
    private long openedAt;

    internal Dependency(DependencyPolicy policy, TimeProvider clock)
    {
        Policy = policy;
        this.clock = clock;
        bulkhead = new(new() { PermitLimit = policy.MaxConcurrent, QueueLimit = policy.MaxQueued });
        Once = new ResiliencePipelineBuilder { Name = policy.Name, TimeProvider = clock }
            .AddRateLimiter(new RateLimiterStrategyOptions { RateLimiter = limit => bulkhead.AcquireAsync(1, limit.Context.CancellationToken) })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = policy.MinimumCalls,
                SamplingDuration = policy.Window,
                BreakDuration = policy.BreakFor,
                StateProvider = circuit,
                OnOpened = _ =>
                {
                    Volatile.Write(ref openedAt, clock.GetTimestamp());
                    return ValueTask.CompletedTask;
                },
                ShouldHandle = call => ValueTask.FromResult(IsFailure(call.Outcome.Exception, call.Context)),
            })
            .AddTimeout(policy.Timeout)
            .Build();
        Repeatedly = policy.MaxRetries == 0
            ? Once
            : new ResiliencePipelineBuilder { Name = policy.Name, TimeProvider = clock }.AddRetry(Retries(policy)).AddPipeline(Once).Build();
    }

    /// <summary>How it is called.</summary>
    public DependencyPolicy Policy { get; }

    /// <summary>Calls that must not be repeated go through it. It throws what the call threw, or an <see cref="ExecutionRejectedException"/> where the call was not made, or took too long.</summary>
    public ResiliencePipeline Once { get; }

    /// <summary>Calls that may be repeated go through it.</summary>
    public ResiliencePipeline Repeatedly { get; }

    /// <summary>The state of its circuit.</summary>
    public DependencyState State => circuit.CircuitState switch
    {
        CircuitState.Closed => DependencyState.Closed,
        CircuitState.HalfOpen => DependencyState.HalfOpen,
        _ => DependencyState.Open,
    };

    /// <summary>
    /// Whether a call would be made now. An open circuit stays so until somebody calls after its pause: who does not call while it
    /// is open asks here, or would wait for ever.
    /// </summary>
    public bool IsCalled => State != DependencyState.Open || clock.GetElapsedTime(Volatile.Read(ref openedAt)) >= Policy.BreakFor;

    /// <inheritdoc />
    public void Dispose() => bulkhead.Dispose();

    private RetryStrategyOptions Retries(DependencyPolicy policy) => new()
    {
        MaxRetryAttempts = policy.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(200),
        MaxDelay = TimeSpan.FromSeconds(5),
        UseJitter = true,
        ShouldHandle = call => ValueTask.FromResult(
            call.Outcome.Exception is { } error and ((not ExecutionRejectedException) or TimeoutRejectedException) && IsFailure(error, call.Context) && budget.TryTake()),
    };

    private bool IsFailure(Exception? error, ResilienceContext context)
    {
        if (error is null)
        {
            budget.Earn();
            return false;
        }

        return !(error is OperationCanceledException && context.CancellationToken.IsCancellationRequested) && Policy.IsFailure(error);
    }
}

/// <summary>Whether calls of a dependency are made.</summary>
public enum DependencyState
{
    /// <summary>They are made.</summary>
    Closed,

    /// <summary>One is made, to see whether the dependency answers again.</summary>
    HalfOpen,

    /// <summary>None is made for some seconds: most of the last ones have failed.</summary>
    Open,
}
