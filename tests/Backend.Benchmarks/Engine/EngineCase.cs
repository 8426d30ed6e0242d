namespace Backend.Benchmarks.Engine;

/// <summary>What is measured.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Query">The document.</param>
/// <param name="Fields">How many values the response has.</param>
/// <param name="Variables">The variables, as JSON.</param>
public sealed record EngineCase(string Name, string Query, int Fields, string Variables = "{}")
{
    private const string Own = "id title note number score done kind createdAt";

    internal static IReadOnlyList<EngineCase> All { get; } =
    [
        new("hello", "{ hello }", 1),
        new("list 100 x 10", "{ rows { code title note rank size weight score done color owner } }", 1_000),
        new("nested 50 x (8 + 2 x 3)", $$"""{ works { {{Own}} owner { number name active } reviewer { number name active } } }""", 50 * 14),
        new("connection 50 x 8", $$"""{ workPage(first: 50) { nodes { {{Own}} } pageInfo { hasNextPage endCursor } } }""", 402),
        new("connection, by variables", $$"""query($n: Int!, $done: Boolean) { workPage(first: $n, done: $done) { nodes { {{Own}} } pageInfo { hasNextPage endCursor } } }""", 402, """{"n":50,"done":null}"""),
    ];

    /// <inheritdoc />
    public override string ToString() => Name;
}
