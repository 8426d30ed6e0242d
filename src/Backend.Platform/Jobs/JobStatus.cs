namespace Backend.Platform.Jobs;

/// <summary>How far a job is.</summary>
public enum JobStatus
{
    /// <summary>It waits for a worker, or for its next attempt.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>It is done.</summary>
    Succeeded,

    /// <summary>It failed for good: every attempt did, or another one could not succeed. Somebody retries or discards it.</summary>
    Dead,

    /// <summary>Somebody stopped it.</summary>
    Cancelled,

    /// <summary>It had failed, and somebody gave it up.</summary>
    Discarded,
}
