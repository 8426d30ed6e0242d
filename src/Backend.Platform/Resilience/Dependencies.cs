using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Backend.Platform.Telemetry;

namespace Backend.Platform.Resilience;

/// <summary>All that the node calls outside the process, by name, and the state that each is in.</summary>
public sealed class Dependencies : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Dependency>> known = new(StringComparer.Ordinal);
    private readonly Meter meter = new(PlatformTelemetry.Name);
    private readonly TimeProvider clock;

    /// <summary>Knows none yet.</summary>
    public Dependencies(TimeProvider clock)
    {
        this.clock = clock;
        meter.CreateObservableGauge(
            "backend.dependency.circuit", () => All.Select(dependency => new Measurement<int>((int)dependency.State, new KeyValuePair<string, object?>("backend.dependency.name", dependency.Policy.Name))),
            description: "The state of a dependency's circuit: 0 closed, 1 half open, 2 open.");
    }

    /// <summary>Those that were asked for, by name.</summary>
    public IEnumerable<Dependency> All => known.Values.Select(one => one.Value).OrderBy(one => one.Policy.Name, StringComparer.Ordinal);

    /// <summary>The dependency of a name, made by its policy when it is asked for first.</summary>
    public Dependency Get(DependencyPolicy policy) =>
        known.GetOrAdd(policy.Name, static (_, asked) => new Lazy<Dependency>(() => new Dependency(asked.policy, asked.clock)), (policy, clock)).Value;

    /// <inheritdoc />
    public void Dispose()
    {
        meter.Dispose();
        foreach (var dependency in All)
            dependency.Dispose();
    }
}
