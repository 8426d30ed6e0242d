using Backend.GraphQL.Composition;
using GraphQL.Execution;
using GraphQL.Types;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Says whether what a field gives may depend on who asks. Whatever is not known to depend on rights alone, does: plain
/// properties of what is seen, and what is marked so (<see cref="DependsOnRightsOnlyAttribute"/>).
/// </summary>
internal static class ViewerDependence
{
    /// <summary>Whether the field does, whatever its arguments.</summary>
    public static bool Of(FieldType definition) => definition.Resolver switch
    {
        PropertyResolver => false,
        MethodResolver { Method.DependsOnRightsOnly: true } => definition.StreamResolver is EventStreamResolver { DependsOnRightsOnly: false },
        _ => true,
    };

    /// <summary>Whether one of its arguments does.</summary>
    public static bool Of(FieldType definition, IDictionary<string, ArgumentValue>? arguments) =>
        arguments is not null && arguments.Any(argument =>
            argument.Value.Source != ArgumentSource.FieldDefault && Of(definition.Arguments!.Find(argument.Key)?.ResolvedType, argument.Value.Value));

    private static bool Of(IGraphType? type, object? value) => (type, value) switch
    {
        (_, null) => false,
        (NonNullGraphType { ResolvedType: var inner }, _) => Of(inner, value),
        (ListGraphType { ResolvedType: var element }, IEnumerable<object?> items) => items.Any(item => Of(element, item)),
        (InputObject { DependsOnViewer: true }, _) => true,
        (InputObject input, IDictionary<string, object?> members) => members.Any(member => Of(input.GetField(member.Key)?.ResolvedType, member.Value)),
        (InputObject, _) => true,
        (ScalarGraphType, _) => false,
        _ => true,
    };
}
