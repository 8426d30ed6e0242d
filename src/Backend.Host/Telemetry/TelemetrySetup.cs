using System.Reflection;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Telemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Backend.Host.Telemetry;

/// <summary>
/// Traces and metrics by OpenTelemetry. Nothing leaves the server unless <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; then
/// the other standard variables hold as well (<see href="https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/"/>).
/// </summary>
internal static class TelemetrySetup
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration("Backend:Telemetry");
        var exports = !string.IsNullOrWhiteSpace(configuration[EndpointKey]);
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                "backend", serviceVersion: typeof(TelemetrySetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion))
            .WithMetrics(metrics => metrics
                .AddMeter(GraphQLTelemetry.Name, PlatformTelemetry.Name, AuditMeters.Name, "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddPrometheusExporter());
        if (!exports)
            return services;
        telemetry
            .WithMetrics(metrics => metrics.AddOtlpExporter())
            .WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !IsAboutTheServer(context.Request.Path))
                .AddSource(GraphQLTelemetry.Name, PlatformTelemetry.Name)
                .AddOtlpExporter());
        return services;
    }

    private static bool IsAboutTheServer(PathString path) => path.StartsWithSegments("/health", StringComparison.Ordinal) || path == MetricsEndpoint.Path;
}
