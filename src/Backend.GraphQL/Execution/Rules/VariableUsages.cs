using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>Finds where an operation and its fragments use its variables, and what type each place has.</summary>
/// <param name="context">The document's validation.</param>
/// <param name="fragments">The document's fragments by name.</param>
/// <param name="found">Gets each use: the variable, where, the place's type, and whether the place has a default.</param>
internal sealed class VariableUsages(
    ValidationContext context, ILookup<string, GraphQLFragmentDefinition> fragments, Action<GraphQLVariableDefinition, GraphQLVariable, IGraphType, bool> found)
{
    private readonly Dictionary<string, GraphQLVariableDefinition> variables = new(StringComparer.Ordinal);
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);
    private readonly ISchema schema = context.Schema;

    public void Visit(GraphQLOperationDefinition operation)
    {
        foreach (var definition in operation.Variables!.Items)
            variables.TryAdd(definition.Variable.Name.StringValue, definition);
        Visit(operation.Directives);
        Visit(operation.SelectionSet, operation.Operation switch
        {
            OperationType.Mutation => schema.Mutation,
            OperationType.Subscription => schema.Subscription,
            _ => schema.Query,
        });
    }

    // What is unknown is for other rules to report.
    private void Visit(GraphQLSelectionSet? selections, IGraphType? type)
    {
        foreach (var selection in selections?.Selections ?? [])
        {
            Visit(((IHasDirectivesNode)selection).Directives);
            switch (selection)
            {
                case GraphQLField field:
                    var definition = Find(field.Name.StringValue, type);
                    Visit(field.Arguments, definition?.Arguments);
                    Visit(field.SelectionSet, Named(definition?.ResolvedType));
                    break;
                case GraphQLInlineFragment inline:
                    Visit(inline.SelectionSet, inline.TypeCondition is { } condition ? schema.AllTypes[condition.Type.Name] : type);
                    break;
                case GraphQLFragmentSpread spread when visited.Add(spread.FragmentName.Name.StringValue)
                    && fragments[spread.FragmentName.Name.StringValue].FirstOrDefault() is { } fragment:
                    Visit(fragment.Directives);
                    Visit(fragment.SelectionSet, schema.AllTypes[fragment.TypeCondition.Type.Name]);
                    break;
            }
        }
    }

    private void Visit(GraphQLDirectives? directives)
    {
        foreach (var directive in directives?.Items ?? [])
            Visit(directive.Arguments, schema.Directives.Find(directive.Name)?.Arguments);
    }

    private void Visit(GraphQLArguments? given, QueryArguments? defined)
    {
        foreach (var argument in given?.Items ?? [])
        {
            if (defined?.Find(argument.Name) is { ResolvedType: { } type } definition)
                Visit(argument.Value, type, definition.DefaultValue is not null);
        }
    }

    private void Visit(GraphQLValue value, IGraphType type, bool hasDefault)
    {
        switch (value)
        {
            case GraphQLVariable variable when variables.TryGetValue(variable.Name.StringValue, out var definition):
                found(definition, variable, type, hasDefault);
                break;
            case GraphQLListValue list when Nullable(type) is ListGraphType { ResolvedType: { } item }:
                foreach (var element in list.Values ?? [])
                    Visit(element, item, hasDefault: false);
                break;
            // An object may stand for a list of one.
            case GraphQLObjectValue given when Named(type) is IInputObjectGraphType input:
                foreach (var field in given.Fields ?? [])
                {
                    if (input.Fields.Find(field.Name) is { ResolvedType: { } fieldType } definition)
                        Visit(field.Value, input.IsOneOf ? new NonNullGraphType(fieldType) : fieldType, definition.DefaultValue is not null);
                }

                break;
        }
    }

    private FieldType? Find(string name, IGraphType? type) =>
        type == schema.Query && name == schema.TypeMetaFieldType.Name ? schema.TypeMetaFieldType
        : type == schema.Query && name == schema.SchemaMetaFieldType.Name ? schema.SchemaMetaFieldType
        : (type as IComplexGraphType)?.Fields.Find(name);

    private static IGraphType Nullable(IGraphType type) => type is NonNullGraphType strict ? strict.ResolvedType! : type;

    private static IGraphType? Named(IGraphType? type) => type is IProvideResolvedType wrapper ? Named(wrapper.ResolvedType) : type;
}
