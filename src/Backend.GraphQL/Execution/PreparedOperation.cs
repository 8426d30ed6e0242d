using System.Collections.Concurrent;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>An operation of a valid document, with its plans.</summary>
/// <param name="schema">The schema.</param>
/// <param name="document">The document.</param>
/// <param name="operation">The operation.</param>
internal sealed class PreparedOperation(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation)
{
    // Two conditions give four plans, ten a thousand: whoever has more compiles them anew.
    private const int MaxPlans = 64;

    private readonly ConcurrentDictionary<string, OperationPlan> plans = new(StringComparer.Ordinal);
    private ValidationContext? idle;

    public GraphQLOperationDefinition Definition => operation;

    /// <summary>The variables that decide which fields there are.</summary>
    private IReadOnlyList<string> ConditionVariables => field ??= Conditions.Variables(document, operation);

    /// <summary>Coerces the variables of a request (October 2021 specification, 6.1.2).</summary>
    /// <param name="given">What was sent.</param>
    /// <param name="errors">What does not fit; null where all does.</param>
    public Variables Coerce(Inputs given, out IReadOnlyList<ValidationError>? errors)
    {
        errors = null;
        if (operation.Variables is not { Count: > 0 })
            return Variables.None;
        // The context remembers where the variables are used, which it finds out by a walk over the operation.
        var context = Interlocked.Exchange(ref idle, null) ?? new ValidationContext
        {
            Schema = schema,
            Document = document,
            Operation = operation,
            TypeInfo = new TypeInfo(schema),
        };
        context.Variables = given;
        // Values are in memory, and so it completes at once.
        var (variables, invalid) = context.GetVariablesValuesAsync().AsTask().GetAwaiter().GetResult();
        context.Variables = Inputs.Empty;
        idle = context;
        errors = invalid;
        return variables;
    }

    /// <summary>The plan for the values of the variables.</summary>
    /// <exception cref="ValidationError">A literal does not fit its argument.</exception>
    public OperationPlan Plan(Variables variables)
    {
        var conditions = ConditionVariables.Count == 0 ? string.Empty : Key(variables);
        if (plans.TryGetValue(conditions, out var known))
            return known;
        var values = ConditionVariables.Select((name, index) => (name, Value: conditions[index] == '1'))
            .ToDictionary(pair => pair.name, pair => pair.Value, StringComparer.Ordinal);
        var plan = new PlanCompiler(schema, document, operation, values).Compile();
        return plans.Count < MaxPlans ? plans.GetOrAdd(conditions, plan) : plan;
    }

    private string Key(Variables variables) => string.Create(ConditionVariables.Count, (ConditionVariables, variables), static (key, state) =>
    {
        for (var index = 0; index < key.Length; index++)
            key[index] = state.variables.Find(state.ConditionVariables[index]) is { Value: true } ? '1' : '0';
    });
}
