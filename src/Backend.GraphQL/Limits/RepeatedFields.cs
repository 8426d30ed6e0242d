using GraphQLParser;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>
/// Refuses operations that select one response name many times in one place: validation compares each with each, and their
/// selections too. Fields are merged as execution merges them; the work is bounded by the limit on expanded fields.
/// </summary>
internal sealed class RepeatedFields(Dictionary<ROM, GraphQLFragmentDefinition> fragments, GraphQLLimits limits)
{
    /// <exception cref="LimitExceededException">A name is selected too often, or the root has too many fields.</exception>
    public void Check(GraphQLSelectionSet selections, int rootFields)
    {
        var root = Merge([selections]);
        LimitExceededException.Demand(root.Count, rootFields, "fields at the root of an operation");
        Check(root);
    }

    // Recursion is bounded by the depth of the document, which is checked before.
    private void Check(Dictionary<ROM, Group> groups)
    {
        foreach (var (name, group) in groups)
        {
            if (group.Count > limits.RepeatedFields)
                throw new LimitExceededException(ErrorCodes.DocumentTooLarge, $"The document selects '{name}' more than {limits.RepeatedFields} times in one place.");
            if (group.Children.Count > 0)
                Check(Merge(group.Children));
        }
    }

    private Dictionary<ROM, Group> Merge(List<GraphQLSelectionSet> sets)
    {
        var groups = new Dictionary<ROM, Group>();
        foreach (var set in sets)
            Collect(set, groups);
        return groups;
    }

    private void Collect(GraphQLSelectionSet? set, Dictionary<ROM, Group> groups)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (selection is GraphQLField field)
                Add(field, groups);
            else if (selection is GraphQLInlineFragment inline)
                Collect(inline.SelectionSet, groups);
            else if (selection is GraphQLFragmentSpread spread && fragments.TryGetValue(spread.FragmentName.Name.Value, out var fragment))
                Collect(fragment.SelectionSet, groups);
        }
    }

    private static void Add(GraphQLField field, Dictionary<ROM, Group> groups)
    {
        var name = (field.Alias?.Name ?? field.Name).Value;
        if (!groups.TryGetValue(name, out var group))
            groups.Add(name, group = new Group());
        group.Count++;
        if (field.SelectionSet is { } children)
            group.Children.Add(children);
    }

    private sealed class Group
    {
        public int Count { get; set; }

        public List<GraphQLSelectionSet> Children { get; } = [];
    }
}
