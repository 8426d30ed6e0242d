namespace Backend.Modules.DataExchange.Imports;

/// <summary>How far an import is.</summary>
internal enum ImportStatus
{
    /// <summary>Its file has not been sent.</summary>
    WaitingForFile,

    /// <summary>It may be tried out, or started.</summary>
    Ready,

    /// <summary>It is being tried out.</summary>
    Validating,

    /// <summary>It has been tried out: <c>rows</c> shows what would fail.</summary>
    Validated,

    /// <summary>It is under way.</summary>
    Running,

    /// <summary>It is done; rows that failed are among its <c>rows</c>.</summary>
    Succeeded,

    /// <summary>It could not go on; <c>job</c> says why. Starting it goes on where it was.</summary>
    Failed,

    /// <summary>It was stopped. Starting it goes on where it was.</summary>
    Cancelled,

    /// <summary>What it created is being deleted.</summary>
    RollingBack,

    /// <summary>What it created is deleted.</summary>
    RolledBack,
}
