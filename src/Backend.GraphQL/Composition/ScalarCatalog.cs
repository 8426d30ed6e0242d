using System.Text.Json.Nodes;
using GraphQL.Types;

namespace Backend.GraphQL.Composition;

/// <summary>Which scalar stands for which CLR type.</summary>
internal sealed class ScalarCatalog
{
    private readonly Dictionary<Type, ScalarGraphType> byType;

    public ScalarCatalog()
    {
        var text = new StringGraphType();
        var whole = new IntGraphType();
        var real = new FloatGraphType();
        byType = new Dictionary<Type, ScalarGraphType>
        {
            [typeof(string)] = text,
            [typeof(int)] = whole,
            [typeof(double)] = real,
            [typeof(bool)] = new BooleanGraphType(),
            [typeof(Guid)] = new IdScalar(),
            [typeof(DateTimeOffset)] = new DateTimeScalar(),
            [typeof(DateOnly)] = new DateScalar(),
            [typeof(DateOrDuration)] = new DateOrDurationScalar(),
            [typeof(DateTimeOrDuration)] = new DateTimeOrDurationScalar(),
            [typeof(SyncId)] = new SyncIdScalar(),
            [typeof(Uri)] = new UrlScalar(),
            [typeof(EmailAddress)] = new EmailAddressScalar(),
            [typeof(JsonNode)] = new JsonScalar(),
        };
    }

    /// <summary>The ID scalar, for ids that are handled as text.</summary>
    public ScalarGraphType Id => byType[typeof(Guid)];

    public ScalarGraphType Text => byType[typeof(string)];

    public ScalarGraphType Whole => byType[typeof(int)];

    public ScalarGraphType Truth => byType[typeof(bool)];

    public ScalarGraphType SyncId => byType[typeof(SyncId)];

    public ScalarGraphType? Find(Type type) => byType.GetValueOrDefault(type);
}
