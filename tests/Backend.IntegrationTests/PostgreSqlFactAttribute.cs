namespace Backend.IntegrationTests;

/// <summary>A test of what only a server database can do; skipped, and seen to be, where none is configured.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() =>
        Skip = TestDatabase.Server is null ? $"Set {TestDatabase.Variable} to a PostgreSQL server; tests/run starts one." : null;
}
