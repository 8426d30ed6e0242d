using Backend.Platform.Audit;

namespace Backend.Modules.Audit.Entries;

/// <summary>What verifying the audit log came to.</summary>
/// <param name="verification">The verification.</param>
internal sealed class AuditCheck(AuditVerification verification)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact { get; } = verification.Problem is null;

    /// <summary>How many entries are as they were written, up to the first problem.</summary>
    public int Verified { get; } = checked((int)verification.Verified);

    /// <summary>The place of the first entry that is kept; older ones were removed when their time was over.</summary>
    public int First { get; } = checked((int)verification.First);

    /// <summary>The place of the last entry.</summary>
    public int Last { get; } = checked((int)verification.Last);

    /// <summary>The hash of the last entry, in hexadecimal. Kept elsewhere, it shows later that nothing up to there was written anew.</summary>
    public string HeadHash { get; } = Convert.ToHexStringLower(verification.HeadHash);

    /// <summary>The first entry with which something is wrong; null where there is none.</summary>
    public AuditProblem? Problem { get; } = verification.Problem;
}
