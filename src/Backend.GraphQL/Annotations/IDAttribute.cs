namespace Backend.GraphQL;

/// <summary>
/// A <see cref="Guid"/> (or a list of them) that the API shows as an opaque, typed global id. An id of another type is
/// refused with code <c>BAD_USER_INPUT</c> before the resolver runs.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public class IDAttribute : Attribute
{
    /// <summary>An id of any type; on a string, a global id as it was sent or is given.</summary>
    public IDAttribute()
    {
    }

    /// <summary>An id of the type with this name.</summary>
    /// <param name="typeName">The object type's name in the schema.</param>
    public IDAttribute(string typeName) => TypeName = typeName;

    /// <summary>The object type's name in the schema, or null for any.</summary>
    public string? TypeName { get; protected init; }

    /// <summary>The CLR type or contract behind the object type, when the id was declared with it.</summary>
    public Type? ClrType { get; protected init; }
}

/// <summary>An id of the object type behind <typeparamref name="T"/>.</summary>
/// <typeparam name="T">The CLR type behind the object type, or a contract that it implements.</typeparam>
public sealed class IDAttribute<T> : IDAttribute where T : class
{
    /// <summary>An id of the object type behind <typeparamref name="T"/>.</summary>
    public IDAttribute() => ClrType = typeof(T);
}
