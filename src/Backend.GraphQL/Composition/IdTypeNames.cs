namespace Backend.GraphQL.Composition;

/// <summary>Which object type's ids an <see cref="IDAttribute"/> means.</summary>
internal static class IdTypeNames
{
    /// <summary>The object type's name; null where the attribute allows any.</summary>
    public static string? IdTypeName(this TypeFactory types, IDAttribute attribute) =>
        attribute.TypeName ?? (attribute.ClrType is { } type ? types.Named(type).Name : null);
}
