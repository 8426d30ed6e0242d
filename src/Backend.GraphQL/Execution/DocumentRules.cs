using Backend.GraphQL.Limits;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Holds a document against GraphQL.NET's rules. Its own validator also reads the variables, which belong to a request and
/// not to the document.
/// </summary>
internal static class DocumentRules
{
    /// <summary>GraphQL.NET's rules, and ours where those fall short of the specification.</summary>
    public static IReadOnlyList<IValidationRule> All { get; } =
    [
        .. DocumentValidator.CoreRules.Where(rule => rule is not VariablesInAllowedPosition),
        new VariablePositionRule(),
        new SubscriptionConditionRule(),
    ];

    public static ExecutionErrors Check(ISchema schema, GraphQLDocument document, ErrorLimit reported)
    {
        var context = new ValidationContext
        {
            Schema = schema,
            Document = document,
            TypeInfo = new TypeInfo(schema),
            Operation = document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault()!,
            Variables = global::GraphQL.Inputs.Empty,
            Extensions = global::GraphQL.Inputs.Empty,
            UserContext = new Dictionary<string, object?>(StringComparer.Ordinal),
            Metrics = global::GraphQL.Instrumentation.Metrics.None,
        };
        var visitors = new List<INodeVisitor> { context.TypeInfo, reported };
        foreach (var rule in All)
        {
            if (Completed(rule.GetPreNodeVisitorAsync(context)) is { } visitor)
                visitors.Add(visitor);
        }

        // The rules look at what is in memory, and so complete at once.
        try
        {
            new BasicVisitor(visitors).VisitAsync(document, new BasicVisitor.State(context)).AsTask().GetAwaiter().GetResult();
        }
        catch (ErrorLimit.ReachedException)
        {
            // More would not be shown.
        }

        return reported.Cap(context.Errors);
    }

    private static T Completed<T>(ValueTask<T> task) => task.AsTask().GetAwaiter().GetResult();
}
