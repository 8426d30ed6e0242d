using System.Reflection;
using GraphQL.Types;

namespace Backend.GraphQL.Execution;

/// <summary>Reads a property of the objects of a class.</summary>
internal abstract class PropertyAccess
{
    public static PropertyAccess For(PropertyInfo property)
    {
        var access = property.PropertyType is { IsValueType: true } value && Nullable.GetUnderlyingType(value) is { } underlying
            ? typeof(NullablePropertyAccess<,>).MakeGenericType(property.DeclaringType!, underlying)
            : typeof(PropertyAccess<,>).MakeGenericType(property.DeclaringType!, property.PropertyType);
        return (PropertyAccess)Activator.CreateInstance(access, property)!;
    }

    public abstract object? Read(object owner);

    /// <summary>A writer of the property as a leaf.</summary>
    public abstract PropertyWriter Writer(ScalarGraphType leaf);
}

/// <summary>Writes a property of an object as a leaf of the response.</summary>
internal abstract class PropertyWriter
{
    /// <summary>Writes the value; false, and nothing written, where there is none.</summary>
    public abstract bool Write(ResponseBuffer json, object owner);
}

internal sealed class PropertyAccess<TOwner, T>(PropertyInfo property) : PropertyAccess
{
    private readonly Func<TOwner, T> get = Getters.Create<TOwner, T>(property);

    public override object? Read(object owner) => get((TOwner)owner);

    public override PropertyWriter Writer(ScalarGraphType leaf) => new LeafWriter(get, LeafFormats.For<T>(leaf));

    private sealed class LeafWriter(Func<TOwner, T> get, LeafFormat<T> format) : PropertyWriter
    {
        public override bool Write(ResponseBuffer json, object owner)
        {
            var value = get((TOwner)owner);
            if (value is null)
                return false;
            format.Write(json, value);
            return true;
        }
    }
}

internal sealed class NullablePropertyAccess<TOwner, T>(PropertyInfo property) : PropertyAccess where T : struct
{
    private readonly Func<TOwner, T?> get = Getters.Create<TOwner, T?>(property);

    public override object? Read(object owner) => get((TOwner)owner);

    public override PropertyWriter Writer(ScalarGraphType leaf) => new LeafWriter(get, LeafFormats.For<T>(leaf));

    private sealed class LeafWriter(Func<TOwner, T?> get, LeafFormat<T> format) : PropertyWriter
    {
        public override bool Write(ResponseBuffer json, object owner)
        {
            if (get((TOwner)owner) is not { } value)
                return false;
            format.Write(json, value);
            return true;
        }
    }
}

/// <summary>Makes typed getters.</summary>
internal static class Getters
{
    // A getter of a class is called as it is; one of a struct or an interface takes its owner by reference, or is looked up.
    public static Func<TOwner, T> Create<TOwner, T>(PropertyInfo property) => typeof(TOwner).IsValueType
        ? owner => (T)property.GetValue(owner)!
        : property.GetMethod!.CreateDelegate<Func<TOwner, T>>();
}
