namespace Backend.Modules.Jobs.Jobs;

/// <summary>What may be done with jobs.</summary>
internal static class JobPermissions
{
    /// <summary>Seeing and stopping the jobs that one has asked for oneself.</summary>
    public const string Read = "job:read";

    /// <summary>Seeing, retrying, discarding and stopping all jobs of the workspace.</summary>
    public const string Manage = "job:manage";
}
