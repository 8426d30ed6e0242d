using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace Backend.GraphQL.Execution;

/// <summary>
/// Refuses documents that would keep validation busy: its rules compare fields, and directives, pairwise, before any of them
/// gives a verdict, and cannot be interrupted. Counting is linear.
/// </summary>
internal static class DocumentLimits
{
    private const int MaxFields = 2_000;
    private const int MaxDirectives = 500;
    private const int MaxFragmentSpreads = 500;

    /// <summary>What is too much in a document; null where nothing is.</summary>
    public static string? FindExcess(GraphQLDocument document)
    {
        var count = new Count();
        new Counter().VisitAsync(document, count).AsTask().GetAwaiter().GetResult();
        return count switch
        {
            { Fields: > MaxFields } => $"The document has {count.Fields} fields; at most {MaxFields} are allowed.",
            { Directives: > MaxDirectives } => $"The document has {count.Directives} directives; at most {MaxDirectives} are allowed.",
            { Spreads: > MaxFragmentSpreads } => $"The document has {count.Spreads} fragment spreads; at most {MaxFragmentSpreads} are allowed.",
            _ => null,
        };
    }

    private sealed class Count : IASTVisitorContext
    {
        public int Fields { get; set; }

        public int Directives { get; set; }

        public int Spreads { get; set; }

        public CancellationToken CancellationToken => CancellationToken.None;
    }

    // Visits in memory, and so completes at once.
    private sealed class Counter : ASTVisitor<Count>
    {
        protected override ValueTask VisitFieldAsync(GraphQLField field, Count context)
        {
            context.Fields++;
            return base.VisitFieldAsync(field, context);
        }

        protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, Count context)
        {
            context.Directives++;
            return base.VisitDirectiveAsync(directive, context);
        }

        protected override ValueTask VisitFragmentSpreadAsync(GraphQLFragmentSpread fragmentSpread, Count context)
        {
            context.Spreads++;
            return base.VisitFragmentSpreadAsync(fragmentSpread, context);
        }
    }
}
