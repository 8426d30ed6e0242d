namespace Backend.GraphQL.Limits;

/// <summary>What an operation was charged.</summary>
/// <param name="Cost">The most that it costs with its variables.</param>
/// <param name="Limit">What one may cost.</param>
/// <param name="RateLimit">The caller's budget after it; null where there is no limit.</param>
internal sealed record OperationCharge(long Cost, long Limit, RateLimit? RateLimit)
{
    /// <summary>The name under which the response's extensions hold the cost.</summary>
    public const string ExtensionName = "cost";

    /// <summary><c>extensions.cost</c>.</summary>
    public IReadOnlyDictionary<string, object?> ToExtension() =>
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["estimated"] = Cost, ["limit"] = Limit };
}

/// <summary>The charge of the operation that a scope works for.</summary>
internal sealed class OperationCharges
{
    public OperationCharge? Current { get; set; }
}
