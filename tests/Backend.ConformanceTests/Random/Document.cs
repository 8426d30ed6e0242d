using System.Text;
using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Random;

/// <summary>A document as a tree, so that it can be made smaller.</summary>
/// <param name="Operations">Its operations; the first is the one that runs.</param>
/// <param name="Variables">Every variable that some selection uses.</param>
internal sealed record Document(List<Operation> Operations, IReadOnlyDictionary<string, Variable> Variables)
{
    /// <summary>The request for its first operation. Only what the operations reach is printed.</summary>
    public Request ToRequest()
    {
        var text = new StringBuilder();
        var reached = new HashSet<Fragment>(ReferenceEqualityComparer.Instance);
        // The one that runs does not have to come first.
        foreach (var operation in Enumerable.Reverse(Operations))
            Print(text, operation, reached);
        foreach (var fragment in reached.OrderBy(fragment => fragment.Name, StringComparer.Ordinal))
        {
            text.Append($"fragment {fragment.Name} on {fragment.On}");
            Print(text, fragment.Children, 0);
        }

        return new Request(text.ToString(), Operations[0].Name, Values(Operations[0]));
    }

    /// <summary>Every selection set, those of reached fragments included.</summary>
    public IEnumerable<List<Selection>> SelectionSets() => Operations.SelectMany(operation => Reach(operation.Children, [])).Distinct();

    private void Print(StringBuilder text, Operation operation, HashSet<Fragment> reached)
    {
        var used = new SortedSet<string>(StringComparer.Ordinal);
        var own = new HashSet<Fragment>(ReferenceEqualityComparer.Instance);
        foreach (var selection in Reach(operation.Children, own).SelectMany(set => set))
            used.UnionWith(selection.Variables);
        reached.UnionWith(own);
        text.Append(operation.Type).Append(' ').Append(operation.Name);
        if (used.Count > 0)
            text.Append('(').AppendJoin(", ", used.Select(name => Definition(Variables[name]))).Append(')');
        Print(text, operation.Children, 0);
    }

    private static string Definition(Variable variable) =>
        $"${variable.Name}: {variable.Type}{(variable.Default is null ? "" : $" = {variable.Default}")}";

    private string Values(Operation operation)
    {
        var used = Reach(operation.Children, []).SelectMany(set => set).SelectMany(selection => selection.Variables).Distinct(StringComparer.Ordinal)
            .Select(name => Variables[name]).Where(variable => variable.Value is not null);
        return $"{{{string.Join(", ", used.Select(variable => $"\"{variable.Name}\": {variable.Value}"))}}}";
    }

    private static void Print(StringBuilder text, List<Selection> children, int depth)
    {
        text.Append(" {\n");
        foreach (var child in children)
        {
            text.Append(' ', 2 * depth + 2).Append(child.Head);
            if (child.Children is { } inner)
                Print(text, inner, depth + 1);
            else
                text.Append('\n');
        }

        text.Append(' ', 2 * depth).Append("}\n");
    }

    private static IEnumerable<List<Selection>> Reach(List<Selection> children, HashSet<Fragment> reached)
    {
        yield return children;
        foreach (var child in children)
        {
            var next = child.Children ?? (child.Fragment is { } fragment && reached.Add(fragment) ? fragment.Children : null);
            foreach (var set in next is null ? [] : Reach(next, reached))
                yield return set;
        }
    }
}
