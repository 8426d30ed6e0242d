using GraphQL;
using GraphQL.Types;

namespace Backend.GraphQL;

/// <summary>What fields and types ask of the caller, kept with the schema.</summary>
internal static class FieldGuards
{
    private const string Key = "authorization";

    /// <summary>Says what a field, or every field of a type, asks.</summary>
    public static void Set(IMetadataWriter element, FieldAuthorization authorization)
    {
        if (authorization.Required)
            element.Metadata[Key] = authorization;
    }

    /// <summary>What the field asks, and the object type that it leads to.</summary>
    public static IEnumerable<FieldAuthorization> Of(FieldType field)
    {
        if (field.GetMetadata<FieldAuthorization?>(Key) is { } own)
            yield return own;
        if (field.ResolvedType!.GetNamedType() is IObjectGraphType type && Of(type) is { } ofType)
            yield return ofType;
    }

    /// <summary>What a type asks; null where it is for everybody.</summary>
    public static FieldAuthorization? Of(IObjectGraphType type) => type.GetMetadata<FieldAuthorization?>(Key);
}
