using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>
/// The cost of an operation as a function of its variables. It is compiled once, linear in the document, and evaluated for
/// every execution, also of a cached document.
/// </summary>
internal sealed class OperationCost
{
    private readonly CostExpression[] fragments;
    private readonly CostExpression root;
    private readonly bool isConstant;
    private readonly long constant;

    internal OperationCost(CostExpression[] fragments, CostExpression root)
    {
        this.fragments = fragments;
        this.root = root;
        isConstant = root.Constant is not null;
        constant = root.Constant is { } known ? Round(known) : 0;
    }

    /// <summary>Compiles the cost of an operation; what the schema does not have costs nothing, since it cannot run.</summary>
    public static OperationCost Compile(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation) =>
        new CostCompiler(schema, document, operation).Compile();

    /// <summary>The most that the operation costs with these variables, at least 1.</summary>
    /// <param name="variables">The variables, coerced or as they were sent; what was left out takes the operation's default.</param>
    public long Evaluate(IReadOnlyDictionary<string, object?> variables)
    {
        if (isConstant)
            return constant;
        // Fragments stand in an order in which each comes after those that it spreads.
        var inputs = new CostInputs(variables, new LinearCost[fragments.Length]);
        for (var index = 0; index < fragments.Length; index++)
            inputs.Fragments[index] = fragments[index].Evaluate(inputs);
        return Round(root.Evaluate(inputs));
    }

    private static long Round(LinearCost cost) => Math.Max(1, (cost.At(FieldCost.AssumedSize) + FieldCost.Unit - 1) / FieldCost.Unit);
}
