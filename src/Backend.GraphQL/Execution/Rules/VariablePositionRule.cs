using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Each use of a variable fits the type of its place (October 2021 specification, 5.8.5, with <c>@oneOf</c> as the draft has
/// it). Stands in for GraphQL.NET's rule, which takes any two list types, or any two non-null types, for equal and loses
/// count of lists inside of lists.
/// </summary>
internal sealed class VariablePositionRule : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        var fragments = context.Document.Definitions.OfType<GraphQLFragmentDefinition>()
            .ToLookup(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal);
        return new(new MatchingNodeVisitor<GraphQLOperationDefinition>((operation, _) =>
        {
            if (operation.Variables is { Items.Count: > 0 })
                new VariableUsages(context, fragments, (definition, node, type, hasDefault) => Check(context, definition, node, type, hasDefault)).Visit(operation);
        }));
    }

    private static void Check(ValidationContext context, GraphQLVariableDefinition definition, GraphQLVariable node, IGraphType type, bool hasDefault)
    {
        var place = type is NonNullGraphType strict && definition.Type is not GraphQLNonNullType
            && (hasDefault || definition.DefaultValue is not (null or GraphQLNullValue)) ? strict.ResolvedType! : type;
        if (Fits(definition.Type, place))
            return;
        context.ReportError(new ValidationError(
            context.Document.Source, "5.8.5",
            $"Variable '${node.Name.StringValue}' of type '{Text(definition.Type)}' used in position expecting type '{type}'.", definition, node));
    }

    private static bool Fits(GraphQLType variable, IGraphType place) => (variable, place) switch
    {
        (GraphQLNonNullType mine, NonNullGraphType its) => Fits(mine.Type, its.ResolvedType!),
        (_, NonNullGraphType) => false,
        (GraphQLNonNullType mine, _) => Fits(mine.Type, place),
        (GraphQLListType mine, ListGraphType its) => Fits(mine.Type, its.ResolvedType!),
        (GraphQLNamedType mine, not ListGraphType) => mine.Name == place.Name,
        _ => false,
    };

    private static string Text(GraphQLType type) => type switch
    {
        GraphQLNonNullType strict => $"{Text(strict.Type)}!",
        GraphQLListType list => $"[{Text(list.Type)}]",
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };
}
