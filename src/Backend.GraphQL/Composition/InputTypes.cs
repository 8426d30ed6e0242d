using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL.Types;

namespace Backend.GraphQL.Composition;

/// <summary>Makes input types and the readers that go with them.</summary>
internal static class InputTypes
{
    /// <summary>The type of an argument or input field, and its reader.</summary>
    public static (IGraphType Type, InputReader Read) Create(ClrTypeRef type, IDAttribute? id, TypeFactory types)
    {
        IGraphType graphType;
        InputReader read;
        if (type.Element is { } element)
        {
            var (elementType, readElement) = Create(element, id, types);
            (graphType, read) = (new ListGraphType(elementType), InputReaders.List(element, readElement));
        }
        else
        {
            (graphType, read) = Named(type.Type, id, types);
        }

        if (type.IsOptional)
            return (graphType, InputReaders.Optional(type, read));
        return (type.IsNullable ? graphType : new NonNullGraphType(graphType), read);
    }

    private static (IGraphType Type, InputReader Read) Named(Type type, IDAttribute? id, TypeFactory types)
    {
        if (type == typeof(Guid))
        {
            return id is null
                ? throw new SchemaException("A Guid argument or input field needs [ID<T>] or [ID].")
                : (types.Scalars.Id, InputReaders.Id(types.IdTypeName(id)));
        }

        if (id is not null)
            return (types.Scalars.Id, InputReaders.Plain);
        if (types.Scalars.Find(type) is { } scalar)
            return (scalar, InputReaders.Plain);
        if (type.IsEnum)
            return (types.Named(type), InputReaders.Plain);
        return Object(type, types);
    }

    private static (IGraphType Type, InputReader Read) Object(Type type, TypeFactory types)
    {
        var name = Name(type);
        if (types.Find(name) is InputObject made)
            return (made, made.Reader.Read);
        if (!type.IsClass || type.Assembly == typeof(object).Assembly)
            throw new SchemaException($"There is no GraphQL input type for {type}.");
        var graphType = types.Add(new InputObject(name, type)
        {
            Description = XmlDocs.Summary(type),
            IsOneOf = type.IsDefined(typeof(OneOfAttribute)),
        });
        types.Later(() => Fill(graphType, type, types));
        return (graphType, graphType.Reader.Read);
    }

    private static void Fill(InputObject graphType, Type type, TypeFactory types)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod is { IsPublic: true } && !property.IsDefined(typeof(GraphQLIgnoreAttribute)));
        // A property that is not required keeps the value that it is made with.
        var fresh = type.GetConstructor(Type.EmptyTypes)?.Invoke(null);
        foreach (var property in properties)
        {
            var (fieldType, read) = Create(ClrTypeRef.OfInput(property), property.GetCustomAttribute<IDAttribute>(), types);
            var name = Naming.Field(property);
            graphType.AddField(new FieldType
            {
                Name = name,
                Description = XmlDocs.Summary(property),
                DeprecationReason = property.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason,
                ResolvedType = fieldType,
                DefaultValue = fieldType is NonNullGraphType && !property.IsDefined(typeof(RequiredMemberAttribute)) && fresh is not null
                    ? property.GetValue(fresh)
                    : null,
            });
            graphType.Reader.Add(name, property, read);
        }
    }

    // EnumComparator<Priority> is PriorityComparator, ListFilter<LabelFilter> is LabelListFilter.
    private static string Name(Type type)
    {
        if (!type.IsGenericType)
            return Naming.Type(type);
        var argument = Naming.Type(type.GenericTypeArguments[0]);
        if (type.GetGenericTypeDefinition() == typeof(EnumComparator<>))
            return argument + "Comparator";
        return type.GetGenericTypeDefinition() == typeof(ListFilter<>)
            ? argument.Replace("Filter", "ListFilter", StringComparison.Ordinal)
            : throw new SchemaException($"Input class {type} is generic and has no name for the schema.");
    }
}

/// <summary>An input type; its values stay dictionaries until a resolver's parameter is read.</summary>
internal sealed class InputObject : InputObjectGraphType
{
    public InputObject(string name, Type type)
    {
        Name = name;
        Reader = new InputObjectReader(type);
        DependsOnViewer = type.IsDefined(typeof(DependsOnViewerAttribute), inherit: true);
    }

    public InputObjectReader Reader { get; }

    /// <summary>Whether what it asks for may be another thing for each caller.</summary>
    public bool DependsOnViewer { get; }
}
