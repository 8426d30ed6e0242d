namespace Backend.Platform.Resilience;

/// <summary>How calls of something outside the process are made, that may be slow, away or broken.</summary>
/// <param name="Name">What it is called in health, figures and the API, such as <c>redis</c>.</param>
public sealed record DependencyPolicy(string Name)
{
    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a call that may be repeated is, at most.</summary>
    public int MaxRetries { get; init; }

    /// <summary>How many calls there may be at once; one more is refused, so that one bad dependency does not take all that the node has.</summary>
    public int MaxConcurrent { get; init; } = 64;

    /// <summary>How many calls may wait for their turn.</summary>
    public int MaxQueued { get; init; } = 64;

    /// <summary>Of how many calls within <see cref="Window"/>, at least, the circuit is judged.</summary>
    public int MinimumCalls { get; init; } = 5;

    /// <summary>In which time calls are judged; half of them failing opens the circuit.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For how long an open circuit lets nothing through.</summary>
    public TimeSpan BreakFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What counts as a failure of the dependency; by default every exception but those of a caller that left.</summary>
    public Func<Exception, bool> IsFailure { get; init; } = static _ => true;
}
