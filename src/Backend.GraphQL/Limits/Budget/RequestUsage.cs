namespace Backend.GraphQL;

/// <summary>What the operations of one HTTP request come to.</summary>
public sealed class RequestUsage
{
    private readonly Lock turn = new();
    private long cost;

    /// <summary>The caller's budget after the last of them; null where there is no limit.</summary>
    internal RateLimit? RateLimit { get; set; }

    /// <summary>How long to wait until the request may be sent again; null where it ran.</summary>
    internal TimeSpan? RetryAfter { get; set; }

    /// <summary>Counts an operation, unless the sum would go over a limit.</summary>
    /// <returns>The sum with the operation.</returns>
    internal long Add(long operationCost, long limit)
    {
        lock (turn)
        {
            var sum = cost + operationCost;
            if (sum <= limit)
                cost = sum;
            return sum;
        }
    }
}
