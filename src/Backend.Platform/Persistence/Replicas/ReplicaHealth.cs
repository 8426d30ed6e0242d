using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backend.Platform.Persistence.Replicas;

/// <summary>Says whether queries read from the replica. Where they do not, the server does all the same.</summary>
internal sealed class ReplicaHealth(ReplicaMonitor monitor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(monitor.State.Problem is { } problem ? HealthCheckResult.Degraded(problem) : HealthCheckResult.Healthy());
}
