using System.Diagnostics;
using System.Diagnostics.Metrics;
using Backend.Modules.Integrations.Deliveries;
using Backend.Platform.Telemetry;

namespace Backend.Modules.Integrations.Sending;

/// <summary>What is told an OpenTelemetry exporter of webhooks: attempts, in the trace of their event, and how far behind they are. Nothing of payloads, and of addresses the host.</summary>
internal static class WebhookTelemetry
{
    private static readonly ActivitySource Source = new(PlatformTelemetry.Name);
    private static readonly Meter Meter = new(PlatformTelemetry.Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "backend.webhook.attempt.duration", "s", "How long attempts to deliver an event take.");

    private static readonly Histogram<double> Lag = Meter.CreateHistogram<double>(
        "backend.webhook.lag", "s", "From an event to its delivery.");

    private static readonly ObservableGauge<double> Age = Meter.CreateObservableGauge(
        "backend.webhook.queue.age", () => Volatile.Read(ref age), "s", "For how long the delivery that is due and waits longest does.");

    private static readonly ObservableGauge<long> Length = Meter.CreateObservableGauge(
        "backend.webhook.queue.length", () => Volatile.Read(ref length), "{delivery}", "How many deliveries are due and wait.");

    private static double age;
    private static long length;

    /// <summary>Whether somebody collects how much waits.</summary>
    public static bool IsCollected => Age.Enabled || Length.Enabled;

    public static Activity? Start(WebhookDelivery delivery, string host) => delivery.TraceParent is null
        ? null
        : Source.StartActivity($"webhook {delivery.Type}", ActivityKind.Client, TraceParent.Context(delivery.TraceParent))
            ?.SetTag("server.address", host).SetTag("http.request.method", HttpMethod.Post.Method).SetTag("backend.webhook.attempt", delivery.AttemptCount + 1);

    public static void End(Activity? activity, WebhookDelivery delivery, AttemptOutcome outcome, TimeSpan duration, DateTimeOffset now)
    {
        if (outcome.StatusCode is { } status)
            activity?.SetTag("http.response.status_code", status);
        if (outcome.ErrorCode is { } error)
            activity?.SetTag("error.type", error).SetStatus(ActivityStatusCode.Error);
        Duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("backend.webhook.outcome", outcome.ErrorCode ?? "success"));
        if (outcome.Succeeded && now >= delivery.OccurredAt)
            Lag.Record((now - delivery.OccurredAt).TotalSeconds);
    }

    public static void Waiting(TimeSpan longest, long count)
    {
        Volatile.Write(ref age, longest.TotalSeconds);
        Volatile.Write(ref length, count);
    }
}
