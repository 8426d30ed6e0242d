using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>Coerces the variables of a request (October 2021 specification, 6.1.2).</summary>
internal static class VariableCoercion
{
    public static (Variables Values, IReadOnlyList<ValidationError>? Errors) Coerce(
        ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, Inputs given)
    {
        if (operation.Variables is not { Count: > 0 })
            return (Variables.None, null);
        var context = new ValidationContext { Schema = schema, Document = document, Operation = operation, Variables = given };
        return context.GetVariablesValuesAsync().AsTask().GetAwaiter().GetResult();
    }
}
