using System.Diagnostics;

namespace Backend.Platform.Telemetry;

/// <summary>
/// Where a trace goes on after a commit: kept with changes and jobs, as the header <c>traceparent</c> of W3C Trace Context
/// (<see href="https://www.w3.org/TR/trace-context/#traceparent-header"/>) has it. Kept only of what is recorded.
/// </summary>
public static class TraceParent
{
    /// <summary>How long one is.</summary>
    public const int Length = 55;

    /// <summary>That of what is under way; null where nothing is recorded.</summary>
    public static string? Current => Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>The context to go on in; none where there is none.</summary>
    public static ActivityContext Context(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, isRemote: true, out var context) ? context : default;
}
