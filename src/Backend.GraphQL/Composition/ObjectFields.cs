using System.Reflection;
using Backend.GraphQL.Execution;
using GraphQL.Types;

namespace Backend.GraphQL.Composition;

/// <summary>Fills object types with the fields of their class and of the classes that extend them.</summary>
internal static class ObjectFields
{
    public static void Fill(ObjectGraphType graphType, Type type, TypeFactory types)
    {
        var methods = types.Catalog.ExtensionsOf(type).SelectMany(ResolverMethods).ToArray();
        var replaced = methods.Select(method => method.GetCustomAttribute<BindMemberAttribute>()?.Member).ToHashSet(StringComparer.Ordinal);
        if (!types.Catalog.IsExplicitlyBound(type))
        {
            foreach (var property in Properties(type).Where(property => !replaced.Contains(property.Name)))
                graphType.AddField(FromProperty(property, graphType.Name, types));
        }

        foreach (var method in methods)
            graphType.AddField(MethodFields.Create(method, types));
    }

    /// <summary>The methods of an annotated class that are fields.</summary>
    public static IEnumerable<MethodInfo> ResolverMethods(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName
                && !method.IsDefined(typeof(GraphQLIgnoreAttribute))
                && !method.IsDefined(typeof(NodeResolverAttribute))
                && !method.IsDefined(typeof(DataLoaderAttribute)));

    /// <summary>A field of an interface, which the object types resolve.</summary>
    public static FieldType Declare(PropertyInfo property, TypeFactory types) => new()
    {
        Name = Naming.Field(property),
        Description = XmlDocs.Summary(property),
        DeprecationReason = property.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
        ResolvedType = IsTextId(property) ? TextId(property, types) : types.Output(ClrTypeRef.OfOutput(property)),
    };

    private static IGraphType TextId(PropertyInfo property, TypeFactory types) =>
        ClrTypeRef.OfOutput(property).IsNullable ? types.Scalars.Id : new NonNullGraphType(types.Scalars.Id);

    // A global id of any type, made already.
    private static bool IsTextId(PropertyInfo property) => property.PropertyType == typeof(string) && property.IsDefined(typeof(IDAttribute));

    private static FieldType FromProperty(PropertyInfo property, string typeName, TypeFactory types)
    {
        var field = Declare(property, types);
        Limits.FieldCosts.Apply(field, property);
        var idType = IdType(property, ClrTypeRef.OfOutput(property), typeName, types);
        field.Resolver = new PropertyResolver(
            () => idType is null ? PropertyAccess.For(property) : new IdAccess(PropertyAccess.For(property), idType), property.Name);
        return field;
    }

    /// <summary>The properties of a class that are fields.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod is { IsPublic: true }
                && property.GetIndexParameters().Length == 0
                && !property.IsDefined(typeof(GraphQLIgnoreAttribute)));

    // The name of the type whose id the property holds; null where it holds no id.
    private static string? IdType(PropertyInfo property, ClrTypeRef type, string typeName, TypeFactory types)
    {
        if (type.Named != typeof(Guid))
            return null;
        var attribute = property.GetCustomAttribute<IDAttribute>();
        if (property.Name == "Id" && attribute is null or { TypeName: null, ClrType: null })
            return typeName;
        return attribute is null
            ? throw new SchemaException($"{property.DeclaringType}.{property.Name} shows a raw Guid: give it [ID<T>], [GraphQLIgnore], or a resolver with [BindMember].")
            : types.IdTypeName(attribute);
    }
}
