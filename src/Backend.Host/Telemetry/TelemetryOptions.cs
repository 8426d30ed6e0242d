namespace Backend.Host.Telemetry;

/// <summary>What is measured and traced, and who may read it (<c>Backend__Telemetry__…</c>).</summary>
internal sealed class TelemetryOptions
{
    /// <summary>What <c>/metrics</c> wants as bearer token; where there is none, it answers on the machine itself alone.</summary>
    public string? MetricsToken { get; set; }
}
