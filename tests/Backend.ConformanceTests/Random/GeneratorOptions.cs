using GraphQL.Types;

namespace Backend.ConformanceTests.Random;

/// <summary>What random operations are like.</summary>
public sealed record GeneratorOptions
{
    /// <summary>The operation types to choose from; one that stands twice comes twice as often.</summary>
    public IReadOnlyList<string> OperationTypes { get; init; } = ["query", "query", "query", "query", "query", "query", "mutation", "subscription"];

    /// <summary>How deep selections nest.</summary>
    public int MaxDepth { get; init; } = 6;

    /// <summary>How many selections an operation has at most, its fragments counted once.</summary>
    public int MaxSelections { get; init; } = 45;

    /// <summary>A value for an argument or input field that random values would not suit; null to leave it out, "" for a random one.</summary>
    public Func<string, IGraphType, System.Random, string?> Suit { get; init; } = (_, _, _) => "";

    /// <summary>Fields that are not selected.</summary>
    public Func<string, FieldType, bool> Skip { get; init; } = (_, _) => false;
}
