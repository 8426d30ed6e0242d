using System.Text;
using GraphQL.Execution;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Backend.GraphQL.Execution;

/// <summary>Compiles the plan of a valid operation.</summary>
internal sealed class PlanCompiler(
    ISchema schema, GraphQLDocument document, GraphQLOperationDefinition operation, IReadOnlyDictionary<string, bool> conditions)
{
    private readonly FieldCollector collector = new(schema, document, conditions);
    private readonly List<PlanField> variableFields = [];
    private readonly List<PlanField> guardedFields = [];
    private readonly List<PlanSelection> guardedSelections = [];
    private readonly Stack<string> path = new();
    private int fields;
    private int columns;
    private int batches;
    private bool dependsOnViewer;

    /// <exception cref="ValidationError">A literal does not fit its argument.</exception>
    public OperationPlan Compile()
    {
        var type = operation.Operation switch
        {
            OperationType.Mutation => schema.Mutation,
            OperationType.Subscription => schema.Subscription,
            _ => schema.Query,
        };
        var root = Select(type!, [operation.SelectionSet]);
        return new OperationPlan
        {
            Operation = operation.Operation,
            Name = operation.Name?.StringValue,
            Schema = schema,
            Document = document,
            Root = root,
            VariableFields = variableFields,
            GuardedFields = guardedFields,
            GuardedSelections = guardedSelections,
            DependsOnViewer = dependsOnViewer,
            FieldCount = fields,
            ColumnCount = columns,
            BatchCount = batches,
        };
    }

    private PlanSelection Select(IObjectGraphType type, IEnumerable<GraphQLSelectionSet> selections, FieldAuthorization? guard = null)
    {
        var selection = new PlanSelection { Type = type, Guard = guard };
        if (guard is not null)
            guardedSelections.Add(selection);
        var selected = collector.Collect(type, selections).Select(pair => Field(type, pair.ResponseName, pair.Fields)).ToArray();
        selection.Written = selected;
        selection.Resolving = [.. selected.Where(field => field.Column >= 0)];
        if (selection.Resolving.Length > 0)
            selection.Batch = batches++;
        for (var index = 0; index < selected.Length; index++)
            selected[index].SetPlace(first: index == 0);
        return selection;
    }

    private PlanField Field(IObjectGraphType parent, string responseName, List<GraphQLField> merged)
    {
        path.Push(responseName);
        var ast = merged[0];
        var definition = Definition(parent, ast.Name.StringValue);
        var shape = Shape(definition.ResolvedType!, [.. merged.Select(field => field.SelectionSet).OfType<GraphQLSelectionSet>()]);
        var hasVariables = ast.Arguments?.Any(argument => HasVariable(argument.Value)) ?? false;
        var property = definition.Resolver as PropertyResolver;
        var bound = definition.Resolver as BoundResolver;
        var isTypeName = definition == schema.TypeNameMetaFieldType;
        var field = new PlanField
        {
            Number = fields++,
            ResponseName = responseName,
            Definition = definition,
            ParentType = parent,
            Ast = ast,
            Shape = shape,
            Authorizations = [.. FieldGuards.Of(definition)],
            NamedPath = [.. path.Reverse()],
            HasVariables = hasVariables,
            Arguments = hasVariables
                ? null
                : ExecutionHelper.GetArguments(definition.Arguments, ast.Arguments, Variables.None, document, ast, directive: null),
            Access = property?.Access,
            Writer = shape is LeafShape ? property?.Writer((ScalarGraphType)Bare(definition.ResolvedType!)) : null,
            Bound = bound,
            Foreign = property is null && bound is null && !isTypeName ? definition.Resolver ?? NameFieldResolver.Instance : null,
            Constant = isTypeName ? Encoding.UTF8.GetBytes($"\"{parent.Name}\"") : null,
        };
        if (field.Bound is not null || field.Foreign is not null || shape.HasBatch)
            field.Column = columns++;
        if (hasVariables)
            variableFields.Add(field);
        dependsOnViewer |= !isTypeName && (ViewerDependence.Of(definition) || ViewerDependence.Of(definition, field.Arguments));
        if (field.Authorizations.Count > 0)
            guardedFields.Add(field);
        path.Pop();
        return field;
    }

    private FieldType Definition(IObjectGraphType parent, string name) =>
        name == schema.TypeNameMetaFieldType.Name ? schema.TypeNameMetaFieldType
        : parent == schema.Query && name == schema.SchemaMetaFieldType.Name ? schema.SchemaMetaFieldType
        : parent == schema.Query && name == schema.TypeMetaFieldType.Name ? schema.TypeMetaFieldType
        : parent.GetField(name)!;

    private OutputShape Shape(IGraphType type, IReadOnlyList<GraphQLSelectionSet> selections)
    {
        var isNonNull = type is NonNullGraphType;
        return Bare(type) switch
        {
            ListGraphType list => new ListShape(Shape(list.ResolvedType!, selections)) { IsNonNull = isNonNull },
            ScalarGraphType leaf => new LeafShape(leaf) { IsNonNull = isNonNull },
            IObjectGraphType single => new ObjectShape(Select(single, selections)) { IsNonNull = isNonNull },
            IAbstractGraphType contract => new AbstractShape(
                contract, contract.PossibleTypes.ToDictionary(possible => possible, possible => Select(possible, selections, FieldGuards.Of(possible))), schema)
            {
                IsNonNull = isNonNull,
            },
            var other => throw new InvalidOperationException($"{other} is not an output type."),
        };
    }

    private static IGraphType Bare(IGraphType type) => type is NonNullGraphType nonNull ? nonNull.ResolvedType! : type;

    private static bool HasVariable(GraphQLValue value) => value switch
    {
        GraphQLVariable => true,
        GraphQLListValue { Values: { } items } => items.Any(HasVariable),
        GraphQLObjectValue { Fields: { } members } => members.Any(member => HasVariable(member.Value)),
        _ => false,
    };
}
