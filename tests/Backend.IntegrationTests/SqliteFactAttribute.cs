namespace Backend.IntegrationTests;

/// <summary>A test of the embedded database; skipped, and seen to be, in the run on a server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = TestDatabase.Server is null ? null : "The run is on PostgreSQL.";
}
