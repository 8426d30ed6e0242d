namespace Backend.Platform.Audit;

/// <summary>What is wrong with an entry of the log.</summary>
public enum AuditProblemKind
{
    /// <summary>The entry does not say what it said when it was written.</summary>
    Edited,

    /// <summary>There is no entry at the place any more.</summary>
    Removed,

    /// <summary>The entry was written for another place.</summary>
    Reordered,

    /// <summary>The entry was not written by the server: the log ended before it.</summary>
    Added,

    /// <summary>The seal of the place is not of this server, or the log up to the place was written anew.</summary>
    Resealed,

    /// <summary>The entry says that the log was sealed, and that seal is gone; or an older one is in its place.</summary>
    Unsealed,
}

/// <summary>The first entry with which something is wrong.</summary>
/// <param name="Kind">What is wrong with it.</param>
/// <param name="Sequence">Its place in the log.</param>
public sealed record AuditProblem(AuditProblemKind Kind, int Sequence);

/// <summary>What verifying a workspace's log came to.</summary>
/// <param name="First">The place of the first entry that is kept; older ones were removed by the retention.</param>
/// <param name="Last">The place of the last entry.</param>
/// <param name="Verified">How many entries were found as they were written, up to the first problem.</param>
/// <param name="HeadHash">The hash of the last entry. Kept elsewhere, it shows later that nothing before it was changed.</param>
/// <param name="Problem">The first problem; null where there is none.</param>
public sealed record AuditVerification(long First, long Last, long Verified, byte[] HeadHash, AuditProblem? Problem);
