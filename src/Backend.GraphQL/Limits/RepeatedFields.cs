using GraphQLParser;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>
/// Refuses operations that select one response name many times in one place, or spread many fragments there: validation
/// compares each with each, and their selections too. Fields are merged as execution merges them; the work is bounded by the
/// limit on expanded fields.
/// </summary>
internal sealed class RepeatedFields(Dictionary<ROM, GraphQLFragmentDefinition> fragments, GraphQLLimits limits)
{
    // Validation remembers what it has compared, over all operations.
    private readonly HashSet<(ROM, ROM)> pairs = [];

    /// <exception cref="LimitExceededException">A name is selected too often, or the root has too many fields.</exception>
    public void Check(GraphQLSelectionSet selections)
    {
        var root = Merge([selections]);
        LimitExceededException.Demand(root.Count, limits.RootFields, "fields at the root of an operation");
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
        var spread = new HashSet<ROM>();
        foreach (var set in sets)
            Collect(set, groups, spread);
        Pair([.. spread]);
        return groups;
    }

    private void Pair(ROM[] spread)
    {
        for (var left = 1; left < spread.Length; left++)
        {
            for (var right = 0; right < left; right++)
                pairs.Add((spread[left], spread[right]));
            if (pairs.Count > limits.FragmentPairs)
                throw new LimitExceededException(ErrorCodes.DocumentTooLarge, "The document spreads too many fragments side by side.");
        }
    }

    private void Collect(GraphQLSelectionSet? set, Dictionary<ROM, Group> groups, HashSet<ROM> spread)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            if (selection is GraphQLField field)
                Add(field, groups);
            else if (selection is GraphQLInlineFragment inline)
                Collect(inline.SelectionSet, groups, spread);
            else if (selection is GraphQLFragmentSpread named && fragments.TryGetValue(named.FragmentName.Name.Value, out var fragment))
            {
                spread.Add(named.FragmentName.Name.Value);
                Collect(fragment.SelectionSet, groups, spread);
            }
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
