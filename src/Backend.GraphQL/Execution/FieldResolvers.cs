using GraphQL;
using GraphQL.Resolvers;

namespace Backend.GraphQL.Execution;

/// <summary>Reads a property of the field's object.</summary>
/// <param name="read">Reads and converts the property.</param>
/// <param name="member">The property's name in C#.</param>
internal sealed class PropertyResolver(Func<object, object?> read, string member) : IFieldResolver
{
    public string Member { get; } = member;

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => new(read(context.Source!));
}

/// <summary>Calls a resolver method, once the caller may.</summary>
/// <param name="method">The method.</param>
/// <param name="authorization">What the caller must hold.</param>
internal sealed class MethodResolver(ResolverMethod method, FieldAuthorization authorization) : IFieldResolver
{
    public ResolverMethod Method { get; } = method;

    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        authorization.Demand(context.RequestServices!);
        var result = Method.Bind(new StockFieldContext(context))(context.Source);
        return result is Task<object?> pending ? await pending : result;
    }
}
