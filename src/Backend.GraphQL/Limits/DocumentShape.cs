using GraphQLParser;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>
/// Refuses documents that would keep validation busy: its rules compare fields, directives and fragments pairwise, follow
/// every spread, and cannot be interrupted. What is counted here is linear in the document, each fragment being looked at once.
/// </summary>
internal sealed class DocumentShape
{
    private readonly GraphQLLimits limits;
    private readonly Dictionary<ROM, GraphQLFragmentDefinition> fragments = [];
    private readonly Dictionary<ROM, Extent> measured = [];
    private int aliases;
    private int directives;
    private int spreads;
    private int written;
    private int values;

    private DocumentShape(GraphQLLimits limits) => this.limits = limits;

    /// <exception cref="LimitExceededException">There is too much of something, or it nests too deep.</exception>
    public static void Check(GraphQLDocument document, GraphQLLimits limits) => new DocumentShape(limits).Check(document);

    private void Check(GraphQLDocument document)
    {
        var operations = 0;
        var repeated = new RepeatedFields(fragments, limits);
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLFragmentDefinition fragment)
                fragments.TryAdd(fragment.FragmentName.Name.Value, fragment);
            else if (definition is GraphQLOperationDefinition)
                LimitExceededException.Demand(++operations, limits.Operations, "operations");
        }

        LimitExceededException.Demand(fragments.Count, limits.Fragments, "fragments");
        var total = Extent.None;
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLOperationDefinition operation)
            {
                total = total.Beside(Measure(operation));
                LimitExceededException.Demand(total.Fields, limits.Fields, "fields, with its fragments expanded");
            }
            else if (definition is GraphQLFragmentDefinition fragment)
            {
                Measure(fragment, path: 0);
            }
        }

        // The expansion is now known to be small enough to walk.
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLOperationDefinition operation)
                repeated.Check(operation.SelectionSet);
        }
    }

    private Extent Measure(GraphQLOperationDefinition operation)
    {
        Count(operation.Directives);
        var variables = operation.Variables?.Items;
        LimitExceededException.Demand(variables?.Count ?? 0, limits.VariableDefinitions, "variables in one operation");
        foreach (var variable in variables ?? [])
        {
            Count(variable.Directives);
            Count(variable.DefaultValue);
        }

        return Measure(operation.SelectionSet, path: 0);
    }

    private Extent Measure(GraphQLFragmentDefinition fragment, int path)
    {
        var name = fragment.FragmentName.Name.Value;
        if (measured.TryGetValue(name, out var known))
        {
            return known.IsUnderWay
                ? throw new LimitExceededException(ErrorCodes.ValidationFailed, $"Fragment '{name}' spreads itself.")
                : Within(known, path);
        }

        measured[name] = Extent.UnderWay;
        Count(fragment.Directives);
        return measured[name] = Measure(fragment.SelectionSet, path);
    }

    private Extent Measure(GraphQLSelectionSet? set, int path)
    {
        if (set is null)
            return Extent.None;
        // The path counts every kind of selection, so that chains of fragments cannot exhaust the stack.
        if (path > limits.Nesting)
            throw TooDeep(limits.Nesting);
        var total = Extent.None;
        foreach (var selection in set.Selections)
        {
            total = total.Beside(selection switch
            {
                GraphQLField field => Measure(field, path),
                GraphQLInlineFragment inline => Measure(inline, path),
                GraphQLFragmentSpread spread => Measure(spread, path),
                _ => Extent.None,
            });
        }

        return Within(total, path);
    }

    private Extent Measure(GraphQLField field, int path)
    {
        Count(field.Directives);
        Count(field.Arguments);
        LimitExceededException.Demand(++written, limits.Fields, "fields");
        if (field.Alias is not null)
            LimitExceededException.Demand(++aliases, limits.Aliases, "aliases");
        return Measure(field.SelectionSet, path + 1).Below(depth: 1);
    }

    private Extent Measure(GraphQLInlineFragment inline, int path)
    {
        Count(inline.Directives);
        return Measure(inline.SelectionSet, path + 1).Below(depth: 0);
    }

    private Extent Measure(GraphQLFragmentSpread spread, int path)
    {
        Count(spread.Directives);
        LimitExceededException.Demand(++spreads, limits.FragmentSpreads, "fragment spreads");
        return fragments.TryGetValue(spread.FragmentName.Name.Value, out var fragment)
            ? Measure(fragment, path + 1).Below(depth: 0)
            : Extent.None.Below(depth: 0);
    }

    private Extent Within(Extent extent, int path)
    {
        if (extent.Depth > limits.Depth)
            throw TooDeep(limits.Depth);
        return path + extent.Height > limits.Nesting ? throw TooDeep(limits.Nesting) : extent;
    }

    private void Count(GraphQLDirectives? here)
    {
        if (here is null)
            return;
        LimitExceededException.Demand(here.Items.Count, limits.DirectivesPerLocation, "directives in one place");
        directives += here.Items.Count;
        LimitExceededException.Demand(directives, limits.Directives, "directives");
        foreach (var directive in here.Items)
            Count(directive.Arguments);
    }

    private void Count(GraphQLArguments? arguments)
    {
        LimitExceededException.Demand(arguments?.Items.Count ?? 0, limits.Arguments, "arguments in one place");
        foreach (var argument in arguments?.Items ?? [])
            Count(argument.Value);
    }

    // Brackets nest no deeper than the text was checked for.
    private void Count(GraphQLValue? value)
    {
        if (value is null)
            return;
        LimitExceededException.Demand(++values, limits.Values, "values");
        if (value is GraphQLListValue list)
        {
            foreach (var item in list.Values ?? [])
                Count(item);
        }
        else if (value is GraphQLObjectValue fields)
        {
            LimitExceededException.Demand(fields.Fields?.Count ?? 0, limits.Arguments, "fields in one literal object");
            foreach (var field in fields.Fields ?? [])
                Count(field.Value);
        }
    }

    private static LimitExceededException TooDeep(int limit) =>
        new(ErrorCodes.DocumentTooDeep, $"The document nests deeper than {limit} levels, with its fragments expanded.");

    /// <summary>What a selection set comes to with its fragments expanded.</summary>
    /// <param name="Fields">Selections of any kind, since a chain of empty fragments costs as well.</param>
    /// <param name="Depth">Fields below each other.</param>
    /// <param name="Height">Selections of any kind below each other.</param>
    private readonly record struct Extent(long Fields, int Depth, int Height)
    {
        public static Extent None => default;

        public static Extent UnderWay => new(-1, 0, 0);

        public bool IsUnderWay => Fields < 0;

        // Doubling fragments overflow any number.
        public Extent Beside(Extent other) =>
            new(Math.Min(Fields + other.Fields, int.MaxValue), Math.Max(Depth, other.Depth), Math.Max(Height, other.Height));

        public Extent Below(int depth) => new(Math.Min(Fields + 1, int.MaxValue), Depth + depth, Height + 1);
    }
}
