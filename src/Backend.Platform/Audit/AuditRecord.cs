using System.Text.Json.Nodes;

namespace Backend.Platform.Audit;

/// <summary>What is to be in the log beside the changes, such as a sign-in, a denied attempt or an export.</summary>
/// <param name="Action">What was done, such as <c>session.started</c>.</param>
/// <param name="TargetId">The object it was done to; null where there is none.</param>
/// <param name="Details">What else is to be known; no secrets.</param>
public sealed record AuditRecord(string Action, Guid? TargetId = null, JsonObject? Details = null)
{
    /// <summary>The action of an attempt that was refused.</summary>
    public const string Denied = "access.denied";
}
