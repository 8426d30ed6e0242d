using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace Backend.GraphQL.Execution;

/// <summary>The directives <c>@skip</c> and <c>@include</c>.</summary>
internal static class Conditions
{
    /// <summary>The variables of an operation that decide which fields there are, in it or in a fragment.</summary>
    public static IReadOnlyList<string> Variables(GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        var found = new Found();
        // Visits in memory, and so completes at once.
        new Finder().VisitAsync(document, found).AsTask().GetAwaiter().GetResult();
        found.Names.IntersectWith((operation.Variables?.Items ?? []).Select(variable => variable.Variable.Name.StringValue));
        return [.. found.Names.Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether neither directive leaves the node out.</summary>
    public static bool Includes(IHasDirectivesNode node, IReadOnlyDictionary<string, bool> values)
    {
        if (node.Directives is null)
            return true;
        foreach (var directive in node.Directives)
        {
            if ((directive.Name == "skip" && Value(directive, values)) || (directive.Name == "include" && !Value(directive, values)))
                return false;
        }

        return true;
    }

    private static bool Value(GraphQLDirective directive, IReadOnlyDictionary<string, bool> values) => Condition(directive) switch
    {
        GraphQLVariable variable => values.GetValueOrDefault(variable.Name.StringValue),
        GraphQLTrueBooleanValue => true,
        _ => false,
    };

    private static GraphQLValue? Condition(GraphQLDirective directive) => directive.Arguments?.FirstOrDefault(argument => argument.Name == "if")?.Value;

    private sealed class Found : IASTVisitorContext
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

        public CancellationToken CancellationToken => CancellationToken.None;
    }

    private sealed class Finder : ASTVisitor<Found>
    {
        protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, Found context)
        {
            if (directive.Name == "skip" || directive.Name == "include")
            {
                if (Condition(directive) is GraphQLVariable variable)
                    context.Names.Add(variable.Name.StringValue);
            }

            return default;
        }
    }
}
