using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Backend.Host.Telemetry;

/// <summary>
/// <c>/metrics</c>, in the form of Prometheus: for those who know the token or, where there is none, on the machine itself. To
/// everybody else there is no such address.
/// </summary>
internal static class MetricsEndpoint
{
    public const string Path = "/metrics";
    private const string Scheme = "Bearer ";

    public static void MapMetrics(this WebApplication app)
    {
        var token = app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.MetricsToken;
        app.UseOpenTelemetryPrometheusScrapingEndpoint(context => context.Request.Path == Path && IsLet(context, token));
    }

    // A proxy on the same machine passes on what others ask.
    private static bool IsLet(HttpContext context, string? token) => string.IsNullOrEmpty(token)
        ? context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && !context.Request.Headers.Keys.Any(IsForwarded)
        : context.Request.Headers.Authorization.ToString() is var sent && sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Hash(sent[Scheme.Length..]), Hash(token));

    private static bool IsForwarded(string header) =>
        header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || header.Equals("Forwarded", StringComparison.OrdinalIgnoreCase);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
