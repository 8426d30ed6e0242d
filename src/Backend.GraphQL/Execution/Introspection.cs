using GraphQL;
using GraphQL.Execution;

namespace Backend.GraphQL.Execution;

/// <summary>Gives the resolvers of introspection what they ask of GraphQL.NET's executer.</summary>
internal sealed class Introspection : IExecutionArrayPool
{
    private static readonly Introspection Arrays = new();

    /// <summary>The context of a field of the introspection types.</summary>
    public static ResolveFieldContext Context(PlanExecution execution, PlanField field, object? source) => new()
    {
        Source = source,
        FieldDefinition = field.Definition,
        FieldAst = field.Ast,
        ParentType = field.ParentType,
        Arguments = execution.Arguments(field),
        Schema = execution.Plan.Schema,
        Document = execution.Plan.Document,
        RequestServices = execution.Services,
        CancellationToken = execution.CancellationToken,
        ArrayPool = Arrays,
    };

    TElement[] IExecutionArrayPool.Rent<TElement>(int minimumLength) => new TElement[minimumLength];
}
