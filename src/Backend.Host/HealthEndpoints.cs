using Backend.Platform.Persistence;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Backend.Host;

/// <summary>Says whether the process lives (<c>/health/live</c>) and whether it can serve (<c>/health/ready</c>).</summary>
internal static class HealthEndpoints
{
    private const string DatabaseCheck = "database";

    public static IHealthChecksBuilder AddDbContextCheck(this IHealthChecksBuilder checks) => checks.AddCheck<DatabaseHealth>(DatabaseCheck);

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions
        {
            ResponseWriter = (context, report) => context.Response.WriteAsJsonAsync(new
            {
                status = report.Status.ToString(),
                checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Status.ToString(), StringComparer.Ordinal),
                // What a check itself says, not what it failed with: that may name hosts.
                problems = report.Entries.Where(entry => entry.Value is { Status: not HealthStatus.Healthy, Description: not null, Exception: null })
                    .ToDictionary(entry => entry.Key, entry => entry.Value.Description!, StringComparer.Ordinal),
            }),
        });
    }

    private sealed class DatabaseHealth(BackendDbContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await db.Database.CanConnectAsync(cancellationToken) && !(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database cannot be reached or is not up to date.");
    }
}
