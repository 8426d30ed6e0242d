using System.Runtime.CompilerServices;
using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;

namespace Backend.GraphQL.Limits;

/// <summary>
/// Holds every request to the limits. An executor asks it in this order: <see cref="CheckText"/> before parsing,
/// <see cref="CheckDocument"/> before validation (both once per document), <see cref="Charge"/> before each execution,
/// cached document or not, and <see cref="StartTimer"/> around it.
/// </summary>
internal sealed class OperationGuard(ISchema schema, IOptions<GraphQLLimits> options, RateBudgets budgets, TimeProvider clock)
{
    private readonly ConditionalWeakTable<GraphQLOperationDefinition, OperationCost> costs = [];
    private readonly GraphQLLimits limits = options.Value;

    /// <summary>How deep the parser may recurse: more than <see cref="CheckText"/> lets through.</summary>
    public int ParserDepth { get; } = options.Value.Nesting * 4 + 16;

    /// <summary>How many validation errors are reported.</summary>
    public ErrorLimit ReportedErrors { get; } = new(options.Value.ReportedErrors);

    /// <exception cref="LimitExceededException">The text is too large, or nests too deep.</exception>
    public void CheckText(string text) => DocumentText.Check(text, limits);

    /// <exception cref="LimitExceededException">There is too much of something, or it nests too deep.</exception>
    public void CheckDocument(GraphQLDocument document) => DocumentShape.Check(document, limits);

    /// <summary>Prices an operation and takes its cost from the caller's budget.</summary>
    /// <param name="document">The document, checked.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="variables">Its variables, coerced or as they were sent.</param>
    /// <param name="session">For whom.</param>
    /// <exception cref="LimitExceededException">It costs too much, or the budget is spent; nothing was taken.</exception>
    public OperationCharge Charge(
        GraphQLDocument document, GraphQLOperationDefinition operation, IReadOnlyDictionary<string, object?> variables, OperationSession session)
    {
        if (!costs.TryGetValue(operation, out var price))
            costs.AddOrUpdate(operation, price = OperationCost.Compile(schema, document, operation));
        var cost = price.Evaluate(variables);
        var sum = session.Usage?.Add(cost, limits.OperationCost) ?? cost;
        if (sum > limits.OperationCost)
            throw TooDear(sum);
        return new OperationCharge(cost, limits.OperationCost, Spend(cost, session));
    }

    /// <summary>Starts the time that an operation, or one event of a subscription, may take.</summary>
    public OperationTimer StartTimer(CancellationToken caller) => new(limits.OperationTimeout, clock, caller);

    private RateLimit? Spend(long cost, OperationSession session)
    {
        if (budgets.Spend(Callers.Name(session), cost) is not var (budget, retryAfter))
            return null;
        if (session.Usage is { } usage)
            (usage.RateLimit, usage.RetryAfter) = (budget, retryAfter);
        return retryAfter is { } wait ? throw Spent(budget, wait) : budget;
    }

    private LimitExceededException TooDear(long cost) => new(
        ErrorCodes.CostLimitExceeded,
        $"The operation costs up to {cost}; at most {limits.OperationCost} is allowed. Ask for smaller pages, or for less below them.",
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["cost"] = cost, ["limit"] = limits.OperationCost });

    private static LimitExceededException Spent(RateLimit budget, TimeSpan wait) => new(
        ErrorCodes.RateLimited,
        $"The budget is spent: this costs {budget.Cost} and {budget.Remaining} is left. Try again in {RateLimitHeaders.WholeSeconds(wait)} s.",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["cost"] = budget.Cost,
            ["limit"] = budget.Limit,
            ["remaining"] = budget.Remaining,
            ["resetAt"] = budget.ResetAt,
            ["retryAfter"] = RateLimitHeaders.WholeSeconds(wait),
        });
}
