using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Backend.GraphQL.Execution;

/// <summary>Reads a property of the field's object.</summary>
/// <param name="makeAccess">Reads the property; made on first use, so that a schema starts without the code of all its fields.</param>
/// <param name="member">The property's name in C#.</param>
internal sealed class PropertyResolver(Func<PropertyAccess> makeAccess, string member) : IFieldResolver
{
    private readonly Lazy<PropertyAccess> access = new(makeAccess);
    private PropertyWriter? writer;

    public string Member { get; } = member;

    public PropertyAccess Access => access.Value;

    /// <summary>The writer of the property as a leaf, which is always the same.</summary>
    public PropertyWriter Writer(ScalarGraphType leaf) => writer ??= Access.Writer(leaf);

    public ValueTask<object?> ResolveAsync(IResolveFieldContext context) => new(Access.Read(context.Source!));
}

/// <summary>Calls a method, with its parameters bound once for all parents of a selection.</summary>
/// <param name="authorization">What the caller must hold.</param>
internal abstract class BoundResolver(FieldAuthorization authorization) : IFieldResolver
{
    /// <summary>Reads the parameters.</summary>
    public abstract ResolverCall Bind(FieldContext context);

    /// <summary>As GraphQL.NET's own executer calls it; a plan asks for the caller's rights before it begins.</summary>
    public async ValueTask<object?> ResolveAsync(IResolveFieldContext context)
    {
        authorization.Demand(context.RequestServices!);
        var result = Bind(new StockFieldContext(context))(context.Source);
        return result is Task<object?> pending ? await pending : result;
    }
}

/// <summary>Calls a resolver method.</summary>
internal sealed class MethodResolver(ResolverMethod method, FieldAuthorization authorization) : BoundResolver(authorization)
{
    public ResolverMethod Method { get; } = method;

    public override ResolverCall Bind(FieldContext context) => Method.Bind(context);
}

/// <summary>Calls a function of the engine's own.</summary>
internal sealed class FunctionResolver(Func<FieldContext, object?> resolve, FieldAuthorization authorization) : BoundResolver(authorization)
{
    public override ResolverCall Bind(FieldContext context) => _ => resolve(context);
}
