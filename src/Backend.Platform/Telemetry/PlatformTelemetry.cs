using System.Diagnostics;
using System.Diagnostics.Metrics;
using Backend.Platform.Jobs;

namespace Backend.Platform.Telemetry;

/// <summary>What the platform tells an OpenTelemetry exporter: statements, jobs, and the way of changes to their handlers.</summary>
public static class PlatformTelemetry
{
    /// <summary>The name of the platform's activity source and of its meter.</summary>
    public const string Name = "Backend.Platform";

    internal static ActivitySource Source { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);

    private static readonly Histogram<double> JobDuration = Meter.CreateHistogram<double>(
        "backend.job.duration", "s", "How long attempts of jobs take.");

    /// <summary>Begins an attempt of a job, in the trace of what asked for it.</summary>
    internal static Activity? StartJob(string type, string? traceParent) =>
        Source.StartActivity($"job {type}", ActivityKind.Consumer, TraceParent.Context(traceParent))?.SetTag("backend.job.type", type);

    /// <summary>Measures an attempt.</summary>
    internal static void EndJob(Activity? activity, string type, JobStatus outcome, TimeSpan duration)
    {
        if (outcome is not (JobStatus.Succeeded or JobStatus.Queued))
            activity?.SetStatus(ActivityStatusCode.Error, outcome.ToString());
        JobDuration.Record(duration.TotalSeconds, new("backend.job.type", type), new("backend.job.outcome", outcome.ToString()));
    }

    /// <summary>Begins to wake other nodes over Redis; only of what is traced.</summary>
    internal static Activity? StartWakeUp() => Activity.Current is null
        ? null
        : Source.StartActivity("PUBLISH", ActivityKind.Producer)?.SetTag("db.system.name", "redis").SetTag("db.operation.name", "PUBLISH");

    /// <summary>Begins to hand a change over to one of its handlers, in the change's trace.</summary>
    internal static Activity? StartHandOver(string handler, string change, string? traceParent) => traceParent is null
        ? null
        : Source.StartActivity($"event {change}", ActivityKind.Producer, TraceParent.Context(traceParent))?.SetTag("backend.event.handler", handler);
}
