using GraphQL.Types;

namespace Backend.GraphQL.Execution;

/// <summary>Reads what the engine's own objects show.</summary>
/// <typeparam name="TOwner">The object's type.</typeparam>
/// <typeparam name="T">The value's type.</typeparam>
internal sealed class FunctionAccess<TOwner, T>(Func<TOwner, T> read) : PropertyAccess
{
    public override object? Read(object owner) => read((TOwner)owner);

    public override PropertyWriter Writer(ScalarGraphType leaf) => new LeafWriter(read, LeafFormats.For<T>(leaf));

    private sealed class LeafWriter(Func<TOwner, T> read, LeafFormat<T> format) : PropertyWriter
    {
        public override bool Write(ResponseBuffer json, object owner)
        {
            if (read((TOwner)owner) is not { } value)
                return false;
            format.Write(json, value);
            return true;
        }
    }
}
