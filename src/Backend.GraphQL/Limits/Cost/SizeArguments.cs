using System.Globalization;
using GraphQLParser.AST;

namespace Backend.GraphQL.Limits;

/// <summary>Reads the lengths of lists from the arguments of fields and the defaults of an operation's variables.</summary>
internal sealed class SizeArguments(GraphQLOperationDefinition operation)
{
    private readonly Dictionary<string, GraphQLVariableDefinition> definitions = (operation.Variables?.Items ?? [])
        .DistinctBy(variable => variable.Variable.Name.StringValue, StringComparer.Ordinal)
        .ToDictionary(variable => variable.Variable.Name.StringValue, StringComparer.Ordinal);

    public SizeSource Of(ListSize list, GraphQLField field)
    {
        var literal = 0;
        var variables = new List<(string Name, int Default)>();
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            if (!list.SlicingArguments.Contains(argument.Name.StringValue, StringComparer.Ordinal))
                continue;
            if (argument.Value is GraphQLVariable variable)
                variables.Add((variable.Name.StringValue, Default(variable)));
            else
                literal = Math.Max(literal, Of(argument.Value));
        }

        return new SizeSource(list.Assumed, literal, variables);
    }

    private int Default(GraphQLVariable variable) =>
        definitions.TryGetValue(variable.Name.StringValue, out var definition) && definition.DefaultValue is { } value ? Of(value) : 0;

    private static int Of(GraphQLValue value) => value switch
    {
        GraphQLNullValue => 0,
        GraphQLIntValue number when long.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) => SizeSource.Clamp(size),
        GraphQLListValue list => SizeSource.Clamp(list.Values?.Count ?? 0),
        _ => PageArguments.MaxSize,
    };
}
