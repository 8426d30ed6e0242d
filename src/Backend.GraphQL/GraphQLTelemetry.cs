namespace Backend.GraphQL;

/// <summary>What the engine tells an OpenTelemetry exporter.</summary>
public static class GraphQLTelemetry
{
    /// <summary>The name of the engine's activity source and of its meter.</summary>
    public const string Name = "Backend.GraphQL";
}

/// <summary>How the engine executes.</summary>
public sealed record GraphQLExecutionOptions
{
    /// <summary>Whether each field that is resolved has a span of its own, one for all objects of its selection.</summary>
    public bool TraceFields { get; init; }

    /// <summary>The largest response in bytes.</summary>
    public int MaxResponseBytes { get; init; } = 32 * 1024 * 1024;
}
