namespace Backend.Modules.Audit;

/// <summary>What may be done with the audit log.</summary>
internal static class AuditPermissions
{
    /// <summary>Reading, verifying and exporting it.</summary>
    public const string Read = "audit:read";
}
