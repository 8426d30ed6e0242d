using GraphQL;
using GraphQL.Resolvers;

namespace Backend.GraphQL.Execution;

/// <summary>Reads a property of the field's object.</summary>
/// <param name="read">Reads and converts the property.</param>
internal sealed class PropertyResolver(Func<object, object?> read) : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => new(read(context.Source!));
}

/// <summary>Calls a resolver method, once the caller may.</summary>
/// <param name="invocation">The method.</param>
/// <param name="authorization">What the caller must hold.</param>
internal sealed class MethodResolver(MethodInvocation invocation, FieldAuthorization authorization) : IFieldResolver
{
    public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        authorization.Demand(context.RequestServices!);
        return invocation.InvokeAsync(context);
    }
}
