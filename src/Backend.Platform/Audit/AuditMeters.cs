using System.Diagnostics.Metrics;

namespace Backend.Platform.Audit;

/// <summary>What an OpenTelemetry exporter is told of sign-ins that failed, and of logs that are broken.</summary>
public sealed class AuditMeters
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Backend.Audit";

    private readonly Counter<long> failedSignIns;
    private int brokenLogs;

    /// <summary>Makes the instruments.</summary>
    public AuditMeters(IMeterFactory factory)
    {
        var meter = factory.Create(Name);
        failedSignIns = meter.CreateCounter<long>("backend.sign_ins.failed", description: "Sign-ins, and tokens, that were refused.");
        meter.CreateObservableGauge("backend.audit.broken_logs", () => Volatile.Read(ref brokenLogs), description: "Workspaces whose audit log was found broken.");
    }

    /// <summary>Counts a sign-in that failed.</summary>
    /// <param name="kind">In what way.</param>
    public void CountFailedSignIn(string kind) => failedSignIns.Add(1, new KeyValuePair<string, object?>("kind", kind));

    internal void SetBrokenLogs(int count) => Volatile.Write(ref brokenLogs, count);
}
