namespace Backend.Platform.Persistence.Replicas;

/// <summary>What is known of the replica since it was last looked at.</summary>
/// <param name="Problem">Why it is not asked; null where it is.</param>
/// <param name="CaughtUpTo">All that was committed until this time is there.</param>
internal sealed record ReplicaState(string? Problem, long CaughtUpTo)
{
    public static ReplicaState Unknown { get; } = new("The replica was not looked at yet.", long.MinValue);

    public bool IsUsable => Problem is null;
}
