using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>Compiles the cost of one operation, each fragment once.</summary>
internal sealed class CostCompiler(ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation)
{
    private readonly Dictionary<ROM, CostExpression> known = [];
    private readonly List<CostExpression> fragments = [];
    private readonly SchemaCosts costs = new(schema);
    private readonly SizeArguments sizes = new(operation);

    public OperationCost Compile()
    {
        var root = operation.Operation switch
        {
            OperationType.Mutation => schema.Mutation,
            OperationType.Subscription => schema.Subscription,
            _ => schema.Query,
        };
        var total = Selections(operation.SelectionSet, root);
        return new OperationCost([.. fragments], total);
    }

    // Recursion is bounded by the depth of the document, which is checked before.
    private CostExpression Selections(GraphQLSelectionSet? set, IGraphType? type) =>
        set is null ? CostExpression.None : CostExpression.Sum(set.Selections.Select(selection => Selection(selection, type)));

    private CostExpression Selection(ASTNode selection, IGraphType? type) => selection switch
    {
        GraphQLField field => Conditional(field.Directives, () => Field(field, type)),
        GraphQLInlineFragment inline => Conditional(inline.Directives, () => Selections(inline.SelectionSet, costs.Type(inline.TypeCondition) ?? type)),
        GraphQLFragmentSpread spread => Conditional(spread.Directives, () => Fragment(spread.FragmentName.Name.Value)),
        _ => CostExpression.None,
    };

    private CostExpression Fragment(ROM name)
    {
        if (known.TryGetValue(name, out var found))
            return found;
        // Whoever spreads itself is refused before; until then it must not keep us busy.
        known[name] = CostExpression.None;
        if (document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(candidate => candidate.FragmentName.Name.Value == name) is not { } fragment)
            return CostExpression.None;
        var cost = Selections(fragment.SelectionSet, costs.Type(fragment.TypeCondition));
        if (cost.Constant is not null)
            return known[name] = cost;
        fragments.Add(cost);
        return known[name] = new FragmentCost(fragments.Count - 1);
    }

    private CostExpression Field(GraphQLField field, IGraphType? parent)
    {
        if (costs.Find(parent, field.Name.Value) is not { } definition)
            return CostExpression.None;
        var children = Selections(field.SelectionSet, definition.Type);
        var size = definition.List is { } list ? sizes.Of(list, field) : null;
        return new SelectedFieldCost(definition.Weight, definition.Entry, children, definition.Shape, size).Fold();
    }

    private static CostExpression Conditional(GraphQLDirectives? directives, Func<CostExpression> selection)
    {
        CostExpression? cost = null;
        foreach (var directive in directives?.Items ?? [])
        {
            var isSkip = directive.Name.Value == "skip";
            if (!isSkip && directive.Name.Value != "include")
                continue;
            var condition = directive.Arguments?.Items.FirstOrDefault(argument => argument.Name.Value == "if")?.Value;
            if (condition is GraphQLBooleanValue constant && constant.BoolValue == isSkip)
                return CostExpression.None;
            if (condition is GraphQLVariable variable)
                cost = new ConditionalCost(variable.Name.StringValue, isSkip, cost ?? selection());
        }

        return cost ?? selection();
    }
}
