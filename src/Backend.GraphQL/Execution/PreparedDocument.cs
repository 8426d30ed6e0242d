using System.Collections.Concurrent;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>A parsed document with what is known of it: whether it is valid, and the plans of its operations.</summary>
/// <param name="schema">The schema.</param>
/// <param name="document">The document.</param>
internal sealed class PreparedDocument(ISchema schema, GraphQLDocument document)
{
    // Two conditions give four plans, ten a thousand: who has more compiles them anew.
    private const int MaxPlans = 64;

    private readonly ConcurrentDictionary<(GraphQLOperationDefinition Operation, string Conditions), OperationPlan> plans = new();
    private ExecutionErrors? problems;

    public GraphQLDocument Document => document;

    /// <summary>What stands against executing the document, found once; empty where it is valid.</summary>
    public ExecutionErrors Problems => problems ??= Check();

    /// <summary>The variables that decide which fields there are.</summary>
    private IReadOnlyList<string> ConditionVariables => field ??= Conditions.Variables(document);

    /// <summary>The operation to execute (October 2021 specification, 6.1).</summary>
    /// <exception cref="ExecutionError">There is none, or the name does not tell which.</exception>
    public GraphQLOperationDefinition Operation(string? name)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().ToArray();
        return string.IsNullOrEmpty(name)
            ? operations switch
            {
                [var only] => only,
                [] => throw new NoOperationError(),
                _ => throw new NoOperationNameError(),
            }
            : Array.Find(operations, operation => operation.Name == name) ?? throw new InvalidOperationNameError(name);
    }

    /// <summary>The plan of an operation for the values of its variables.</summary>
    /// <exception cref="ValidationError">A literal does not fit its argument.</exception>
    public OperationPlan Plan(GraphQLOperationDefinition operation, Variables variables)
    {
        var conditions = ConditionVariables.Count == 0 ? string.Empty : string.Create(ConditionVariables.Count, (ConditionVariables, variables), static (key, state) =>
        {
            for (var index = 0; index < key.Length; index++)
                key[index] = state.variables.Find(state.ConditionVariables[index]) is { Value: true } ? '1' : '0';
        });
        if (plans.TryGetValue((operation, conditions), out var known))
            return known;
        var values = ConditionVariables.Select((name, index) => (name, Value: conditions[index] == '1'))
            .ToDictionary(pair => pair.name, pair => pair.Value, StringComparer.Ordinal);
        var plan = new PlanCompiler(schema, document, operation, values).Compile();
        return plans.Count < MaxPlans ? plans.GetOrAdd((operation, conditions), plan) : plan;
    }

    private ExecutionErrors Check()
    {
        var found = new ExecutionErrors();
        if (DocumentLimits.FindExcess(document) is { } excess)
            found.Add(new CodedExecutionError(ErrorCodes.DocumentTooLarge, excess));
        else
            found.AddRange(DocumentRules.Check(schema, document));
        return found;
    }
}
