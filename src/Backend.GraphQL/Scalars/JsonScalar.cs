using System.Text.Json.Nodes;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL;

/// <summary>Any JSON value, for output.</summary>
internal sealed class JsonScalar : ScalarGraphType
{
    public JsonScalar()
    {
        Name = "JSON";
        Description = "Any JSON value: a text, a number, a truth value, an object or a list.";
    }

    public override object? ParseLiteral(GraphQLValue value) => ThrowLiteralConversionError(value);

    public override object? ParseValue(object? value) => ThrowValueConversionError(value!);

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        JsonNode node => node,
        _ => ThrowSerializationError(value),
    };
}
