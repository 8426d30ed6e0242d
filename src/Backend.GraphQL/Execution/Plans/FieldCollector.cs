using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>Collects the fields that apply to an object type, by response name (October 2021 specification, 6.3.2).</summary>
/// <param name="schema">The schema.</param>
/// <param name="document">The document, for its fragments.</param>
/// <param name="conditions">The values of the variables in <c>@skip</c> and <c>@include</c>.</param>
internal sealed class FieldCollector(ISchema schema, GraphQLDocument document, IReadOnlyDictionary<string, bool> conditions)
{
    private readonly Dictionary<string, GraphQLFragmentDefinition> fragments = document.Definitions
        .OfType<GraphQLFragmentDefinition>()
        .ToDictionary(fragment => fragment.FragmentName.Name.StringValue, StringComparer.Ordinal);

    /// <summary>The fields in the order of their first appearance, with those that are merged into one.</summary>
    public IReadOnlyList<(string ResponseName, List<GraphQLField> Fields)> Collect(
        IObjectGraphType type, IEnumerable<GraphQLSelectionSet> selections)
    {
        var collected = new OrderedDictionary<string, List<GraphQLField>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var selection in selections)
            Collect(type, selection, collected, visited);
        return [.. collected.Select(pair => (pair.Key, pair.Value))];
    }

    private void Collect(
        IObjectGraphType type, GraphQLSelectionSet selections, OrderedDictionary<string, List<GraphQLField>> collected, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            if (!Conditions.Includes((IHasDirectivesNode)selection, conditions))
                continue;
            switch (selection)
            {
                case GraphQLField field:
                    var name = (field.Alias?.Name ?? field.Name).StringValue;
                    if (!collected.TryGetValue(name, out var merged))
                        collected.Add(name, merged = []);
                    merged.Add(field);
                    break;
                case GraphQLInlineFragment inline when inline.TypeCondition is null || Applies(inline.TypeCondition.Type.Name.StringValue, type):
                    Collect(type, inline.SelectionSet, collected, visited);
                    break;
                case GraphQLFragmentSpread spread when visited.Add(spread.FragmentName.Name.StringValue):
                    var fragment = fragments[spread.FragmentName.Name.StringValue];
                    if (Applies(fragment.TypeCondition.Type.Name.StringValue, type))
                        Collect(type, fragment.SelectionSet, collected, visited);
                    break;
            }
        }
    }

    private bool Applies(string condition, IObjectGraphType type) => schema.AllTypes[condition] switch
    {
        IAbstractGraphType contract => contract.IsPossibleType(type),
        var named => named == type,
    };
}
