using GraphQL.Execution;
using GraphQL.Validation;

namespace Backend.GraphQL.Execution;

/// <summary>The arguments of one request that depend on its variables.</summary>
internal sealed class PlanArguments
{
    private static readonly PlanArguments None = new(0);
    private readonly IDictionary<string, ArgumentValue>?[] byField;

    private PlanArguments(int fields) => byField = new IDictionary<string, ArgumentValue>?[fields];

    public IDictionary<string, ArgumentValue>? Of(PlanField field) => field.HasVariables ? byField[field.Number] : field.Arguments;

    /// <summary>Reads all of them before anything runs, so that a value that does not fit leaves nothing half done.</summary>
    /// <exception cref="ValidationError">A value does not fit its argument.</exception>
    public static PlanArguments Read(OperationPlan plan, Variables variables)
    {
        if (plan.VariableFields.Count == 0)
            return None;
        var arguments = new PlanArguments(plan.FieldCount);
        foreach (var field in plan.VariableFields)
        {
            arguments.byField[field.Number] = ExecutionHelper.GetArguments(
                field.Definition.Arguments, field.Ast.Arguments, variables, plan.Document, field.Ast, directive: null);
        }

        return arguments;
    }
}
