using System.Globalization;
using System.Numerics;
using Backend.GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Backend.GraphQL;

/// <summary>A place in the change feed, as a JSON number.</summary>
internal sealed class SyncIdScalar : ScalarGraphType, IUtf8Scalar<SyncId>
{
    public SyncIdScalar()
    {
        Name = "SyncId";
        Description = "A place in the workspace's change feed, as a whole JSON number: gapless and in commit order.";
    }

    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLIntValue number when long.TryParse(number.Value.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => new SyncId(id),
        _ => ThrowLiteralConversionError(value),
    };

    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        SyncId id => id,
        int and >= 0 or long and >= 0 or uint => new SyncId(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong number and <= long.MaxValue => new SyncId((long)number),
        BigInteger number when number >= 0 && number <= long.MaxValue => new SyncId((long)number),
        _ => ThrowValueConversionError(value),
    };

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        SyncId id => id.Value,
        _ => ThrowSerializationError(value),
    };

    public void Write(ResponseBuffer json, SyncId value) => json.Format(value.Value);
}
