using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL;

/// <summary>The built-in ID, always text to us: a number that a client sends is kept as its digits.</summary>
internal sealed class IdScalar : IdGraphType
{
    public IdScalar()
    {
        Name = "ID";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLIntValue number => (string)number.Value,
        _ => base.ParseLiteral(value),
    };

    public override object? ParseValue(object? value) => base.ParseValue(value) switch
    {
        null => null,
        string text => text,
        var number => Convert.ToString(number, System.Globalization.CultureInfo.InvariantCulture),
    };
}
