namespace Backend.Modules.Tracking.Bulk;

/// <summary>What becomes of a batch of which some cannot be done.</summary>
internal enum BatchErrorPolicy
{
    /// <summary>Nothing is done; every error is told.</summary>
    RejectAll,

    /// <summary>The rest is done; every error is told.</summary>
    SkipFailed,
}
