using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Backend.Host.Authentication;

/// <summary>Says which issuers do not answer. The server goes on with the keys that it knows, so it stays ready.</summary>
internal sealed class IssuerHealth(IOptions<BackendAuthOptions> options, IOptionsMonitor<JwtBearerOptions> schemes) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var away = options.Value.Issuers
            .Where((_, index) => schemes.Get(BearerSchemes.Name(index)).ConfigurationManager is IssuerKeys { IsAway: true })
            .Select(issuer => issuer.Authority)
            .ToArray();
        return Task.FromResult(away.Length == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"No answer from {string.Join(", ", away)}. Keys that are known go on working; nobody new can sign in there."));
    }
}
