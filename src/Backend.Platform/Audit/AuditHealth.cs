using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backend.Platform.Audit;

/// <summary>Says that a log was found broken. The server goes on: what is written from now on is chained as ever.</summary>
internal sealed class AuditHealth(BackendDbContext db, AuditMeters meters) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var broken = await db.Set<AuditFinding>().CountAsync(cancellationToken);
        meters.SetBrokenLogs(broken);
        return broken == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"The audit log of {broken} workspace(s) was found broken. The server's log says which, as AuditLogBroken (4801) or AuditLogUnreadable (4802).");
    }
}
