using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backend.Platform.Resilience;

/// <summary>Says which dependencies are not called at the moment, because they fail. The node goes on without them, and stays ready.</summary>
internal sealed class DependencyHealth(Dependencies dependencies) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var open = dependencies.All.Where(dependency => dependency.State != DependencyState.Closed).Select(dependency => dependency.Policy.Name).ToArray();
        return Task.FromResult(open.Length == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"Not called at the moment, because calls failed: {string.Join(", ", open)}."));
    }
}
