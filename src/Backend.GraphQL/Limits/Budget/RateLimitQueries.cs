namespace Backend.GraphQL.Limits;

[QueryType]
internal static class RateLimitQueries
{
    /// <summary>What the caller may still spend, this operation paid; null where there is no limit.</summary>
    [AllowAnonymous]
    [Cost(0)]
    public static RateLimit? GetRateLimit(OperationSessionAccessor sessions) => sessions.Session?.Charge?.RateLimit;
}
