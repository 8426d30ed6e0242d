using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backend.Platform.Redis;

/// <summary>Says whether wake-ups come over Redis. Where it does not, the server does all the same.</summary>
internal sealed class RedisHealth(RedisWakeUps wakeUps) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(wakeUps.IsHearing
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded("Redis does not answer. Changes of other nodes are looked for once a second."));
}
