using GraphQL.Types;

namespace Backend.GraphQL.Execution;

/// <summary>Shows a property of UUIDs as global ids of a type.</summary>
/// <param name="ids">The property.</param>
/// <param name="typeName">The object type's name in the schema.</param>
internal sealed class IdAccess(PropertyAccess ids, string typeName) : PropertyAccess
{
    private readonly string prefix = GlobalId.Prefix(typeName);

    public override object? Read(object owner) => ids.Read(owner) switch
    {
        Guid id => GlobalId.FormatPrefixed(prefix, id),
        IEnumerable<Guid> many => many.Select(id => GlobalId.FormatPrefixed(prefix, id)).ToArray(),
        _ => null,
    };

    public override PropertyWriter Writer(ScalarGraphType leaf) => ids.Writer(new GlobalIdScalar(prefix));

    /// <summary>Stands for the ID scalar, which does not know of which type its ids are.</summary>
    private sealed class GlobalIdScalar(string prefix) : IdGraphType, IUtf8Scalar<Guid>
    {
        private readonly byte[] start = System.Text.Encoding.ASCII.GetBytes($"\"{prefix}_");

        public void Write(ResponseBuffer json, Guid value)
        {
            json.Raw(start);
            GlobalId.FormatSuffix(value, json.Room(GlobalId.SuffixLength + 1));
            json.Position += GlobalId.SuffixLength;
            json.Raw((byte)'"');
        }
    }
}
