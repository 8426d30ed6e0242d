using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>The directive by which the SDL says what a field costs (IBM GraphQL cost specification, 3.2).</summary>
internal sealed class CostDirective : Directive
{
    private const string DirectiveName = "cost";

    public CostDirective(IGraphType text) : base(DirectiveName, DirectiveLocation.FieldDefinition)
    {
        Description = "What the field costs. Without it a field that calls a service costs 10, another that gives an object 1, a value 0; each entry of a list of objects 1.";
        Arguments = new QueryArguments(new QueryArgument(new NonNullGraphType(text)) { Name = "weight", Description = "The cost, a number." });
    }

    public static void Apply(FieldType field, double weight) =>
        field.ApplyDirective(DirectiveName, "weight", weight.ToString(CultureInfo.InvariantCulture));
}

/// <summary>The directive by which the SDL says how long a list is (IBM GraphQL cost specification, 3.3).</summary>
internal sealed class ListSizeDirective : Directive
{
    private const string DirectiveName = "listSize";

    public ListSizeDirective(IGraphType text, IGraphType whole, IGraphType truth) : base(DirectiveName, DirectiveLocation.FieldDefinition)
    {
        Description = "How long the list is, by which the cost below it is multiplied.";
        var names = new ListGraphType(new NonNullGraphType(text));
        Arguments = new QueryArguments(
            new QueryArgument(whole) { Name = "assumedSize", Description = "The length where no argument says it." },
            new QueryArgument(names) { Name = "slicingArguments", Description = "The arguments that say the length: a number, or a list of as many entries." },
            new QueryArgument(names) { Name = "sizedFields", Description = "The fields below this one that are the list." },
            new QueryArgument(truth)
            {
                Name = "requireOneSlicingArgument",
                Description = "Whether exactly one of the arguments must be given.",
                DefaultValue = true,
            });
    }

    public static void Apply(FieldType field, ListSize list) => field.ApplyDirective(DirectiveName, applied =>
    {
        applied.AddArgument(new DirectiveArgument("assumedSize") { Value = list.Assumed });
        if (list.SlicingArguments.Count == 0)
            return;
        applied.AddArgument(new DirectiveArgument("slicingArguments") { Value = list.SlicingArguments.ToArray() });
        if (list.SizedFields.Count > 0)
            applied.AddArgument(new DirectiveArgument("sizedFields") { Value = list.SizedFields.ToArray() });
        applied.AddArgument(new DirectiveArgument("requireOneSlicingArgument") { Value = false });
    });
}
