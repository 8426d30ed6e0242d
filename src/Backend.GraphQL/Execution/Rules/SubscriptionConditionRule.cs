using GraphQL.Validation;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>
/// The root field of a subscription is not skipped or included (specification, September 2025, 5.2.4.1): there would be no
/// stream to open.
/// </summary>
internal sealed class SubscriptionConditionRule : ValidationRuleBase
{
    private static readonly INodeVisitor Visitor = new MatchingNodeVisitor<GraphQLOperationDefinition>(
        (operation, context) =>
        {
            if (operation.Operation == OperationType.Subscription)
                Check(operation.SelectionSet, context, []);
        });

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);

    private static void Check(GraphQLSelectionSet selections, ValidationContext context, HashSet<string> visited)
    {
        foreach (var selection in selections.Selections)
        {
            if (((IHasDirectivesNode)selection).Directives?.FirstOrDefault(directive => directive.Name == "skip" || directive.Name == "include") is { } condition)
            {
                context.ReportError(new ValidationError(
                    context.Document.Source, "5.2.4.1", $"The root field of a subscription takes no @{condition.Name.StringValue}.", condition));
            }

            if (selection is GraphQLInlineFragment inline)
                Check(inline.SelectionSet, context, visited);
            else if (selection is GraphQLFragmentSpread spread && visited.Add(spread.FragmentName.Name.StringValue)
                && context.Document.Definitions.OfType<GraphQLFragmentDefinition>().FirstOrDefault(candidate => candidate.FragmentName.Name == spread.FragmentName.Name) is { } fragment)
                Check(fragment.SelectionSet, context, visited);
        }
    }
}
