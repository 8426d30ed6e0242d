namespace Backend.IntegrationTests.Replicas;

/// <summary>A test of reading from a streaming replica; skipped, and seen to be, where none is configured.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReplicaFactAttribute : FactAttribute
{
    public ReplicaFactAttribute() => Skip = TestDatabase.Server is null || TestReplica.Server is null
        ? $"Set {TestDatabase.Variable} to a PostgreSQL server and {TestReplica.Variable} to its streaming replica; tests/run starts both."
        : null;
}
