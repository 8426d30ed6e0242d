using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backend.Platform.Redis;

/// <summary>Says whether Redis answers. Where it does not, the server does all the same.</summary>
internal sealed class RedisHealth(RedisConnection connection) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(connection.IsConnected
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Redis does not answer. Changes of other nodes are looked for once a second."));
}
