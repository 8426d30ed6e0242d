using Backend.Platform.Jobs;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>What may be asked of an import, and when.</summary>
internal static class ImportRules
{
    /// <summary>After which of what was asked before something may be asked.</summary>
    public static IReadOnlyList<ImportStatus> Before(ImportStatus what) => what switch
    {
        ImportStatus.Validating => [ImportStatus.Ready, ImportStatus.Validated, ImportStatus.Validating],
        ImportStatus.Running => [ImportStatus.Ready, ImportStatus.Validated, ImportStatus.Validating, ImportStatus.Running],
        ImportStatus.RollingBack => [ImportStatus.Running, ImportStatus.Succeeded, ImportStatus.RollingBack],
        _ => [],
    };

    public static bool IsUnderWay(this Import import, Job? job) => import.IsActive && job?.Status is JobStatus.Queued or JobStatus.Running;

    /// <summary>Whether something may be asked of an import at this moment.</summary>
    public static bool Allows(this Import import, ImportStatus what, Job? job) => !import.IsUnderWay(job) && Before(what).Contains(import.Asked);
}
