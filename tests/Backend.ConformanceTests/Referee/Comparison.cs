namespace Backend.ConformanceTests.Referee;

/// <summary>What an execution gave: one response, or those of a stream.</summary>
/// <param name="Streamed">Whether it is a stream.</param>
/// <param name="Responses">In order.</param>
public sealed record Outcome(bool Streamed, IReadOnlyList<Response> Responses)
{
    /// <summary>The outcome without what the referee is known to get wrong.</summary>
    public Outcome Corrected() => this with { Responses = [.. Responses.Select(response => response.Corrected())] };

    /// <summary>Where another outcome differs; null where it does not.</summary>
    public string? DifferenceTo(Outcome other) =>
        Streamed != other.Streamed ? "one is a stream"
        : Responses.Count != other.Responses.Count ? $"{Responses.Count} and {other.Responses.Count} events"
        : Responses.Zip(other.Responses, (mine, others) => mine.DifferenceTo(others)).FirstOrDefault(difference => difference is not null);

    /// <inheritdoc />
    public override string ToString() => string.Join('\n', Responses.Select(response => response.Text));
}

/// <summary>A request and what both executors made of it.</summary>
/// <param name="Request">The request.</param>
/// <param name="Stock">The referee's outcome.</param>
/// <param name="Product">The product's.</param>
public sealed record Comparison(Request Request, Outcome Stock, Outcome Product)
{
    /// <summary>Where they differ; null where they do not.</summary>
    public string? Difference { get; } = Stock.DifferenceTo(Product);

    /// <inheritdoc />
    public override string ToString() => $"{Difference ?? "no difference"}\n{Request}\nstock:\n{Stock}\nproduct:\n{Product}\n";
}
