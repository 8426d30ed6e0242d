using Backend.GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL;

/// <summary>A scalar that is written as a JSON string.</summary>
/// <typeparam name="T">The CLR type of its values.</typeparam>
internal abstract class TextScalar<T> : ScalarGraphType, IUtf8Scalar<T> where T : notnull
{
    protected abstract bool TryRead(string text, out T value);

    protected abstract string Write(T value);

    public virtual void Write(ResponseBuffer json, T value) => json.String(Write(value));

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text when TryRead((string)text.Value, out var parsed) => parsed,
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        T typed => typed,
        string text when TryRead(text, out var parsed) => parsed,
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        T typed => Write(typed),
        _ => ThrowSerializationError(value),
    };
}
