using GraphQL;
using GraphQL.Execution;

namespace Backend.GraphQL.Execution;

/// <summary>A selection as GraphQL.NET's executer sees it.</summary>
internal sealed class StockFieldContext(IResolveFieldContext context) : FieldContext
{
    public override IServiceProvider Services => context.RequestServices!;

    public override CancellationToken CancellationToken => context.CancellationToken;

    internal override string ResponseName => context.FieldAst.Alias?.Name.StringValue ?? context.FieldAst.Name.StringValue;

    internal override string QualifiedName => $"{context.ParentType.Name}.{context.FieldDefinition.Name}";

    internal override bool TryGetArgument(string name, out object? value)
    {
        if (context.Arguments is { } arguments && arguments.TryGetValue(name, out var argument) && argument.Source != ArgumentSource.FieldDefault)
        {
            value = argument.Value;
            return true;
        }

        value = null;
        return false;
    }

    internal override bool Selects(string fieldName) =>
        context.SubFields?.Values.Any(field => field.Field.Name == fieldName) ?? false;
}
