using System.Reflection;

namespace Backend.GraphQL.Composition;

/// <summary>
/// A CLR type as the schema sees it: wrappers such as <see cref="Task{TResult}"/> and <see cref="DataLoaderResult{T}"/> are
/// taken off, and nullability comes from C#.
/// </summary>
/// <param name="Type">The type itself, without <see cref="Nullable{T}"/>; of a list, the list's type.</param>
/// <param name="IsNullable">Whether null is allowed.</param>
/// <param name="Element">The element, where it is a list.</param>
/// <param name="IsOptional">Whether it is wrapped in <see cref="Optional{T}"/>.</param>
internal sealed record ClrTypeRef(Type Type, bool IsNullable, ClrTypeRef? Element = null, bool IsOptional = false)
{
    private static readonly HashSet<Type> Wrappers =
        [typeof(Task<>), typeof(ValueTask<>), typeof(DataLoaderResult<>), typeof(IAsyncEnumerable<>)];

    private static readonly HashSet<Type> Lists =
        [typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IEnumerable<>), typeof(IList<>), typeof(ICollection<>), typeof(List<>)];

    // Kept, since it remembers what it has read of each assembly and class; it is not for several threads.
    [ThreadStatic]
    private static NullabilityInfoContext? nullability;

    private static NullabilityInfoContext Nullability => nullability ??= new NullabilityInfoContext();

    public static ClrTypeRef OfReturn(MethodInfo method) => From(Nullability.Create(method.ReturnParameter), read: true);

    public static ClrTypeRef OfParameter(ParameterInfo parameter) => From(Nullability.Create(parameter), read: false);

    public static ClrTypeRef OfOutput(PropertyInfo property) => From(Nullability.Create(property), read: true);

    public static ClrTypeRef OfInput(PropertyInfo property) => From(Nullability.Create(property), read: false);

    /// <summary>The innermost type.</summary>
    public Type Named => Element?.Named ?? Type;

    private static ClrTypeRef From(NullabilityInfo info, bool read)
    {
        var type = info.Type;
        if (type.IsGenericType && Wrappers.Contains(type.GetGenericTypeDefinition()))
            return From(info.GenericTypeArguments[0], read);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>))
            return From(info.GenericTypeArguments[0], read) with { IsOptional = true };
        // Null states of open generic members are unknown; unknown counts as not null.
        var nullable = (read ? info.ReadState : info.WriteState) == NullabilityState.Nullable;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return new ClrTypeRef(underlying, IsNullable: true);
        if (info.ElementType is { } element)
            return new ClrTypeRef(type, nullable, From(element, read));
        if (type.IsGenericType && Lists.Contains(type.GetGenericTypeDefinition()))
            return new ClrTypeRef(type, nullable, From(info.GenericTypeArguments[0], read));
        return new ClrTypeRef(type, nullable);
    }
}
