using System.Reflection;
using GraphQL.Types;

namespace Backend.GraphQL.Composition;

/// <summary>
/// Makes the graph type of each CLR type, once. Object types are made empty and filled later, so that types may refer to
/// each other in circles.
/// </summary>
/// <param name="catalog">The annotated classes.</param>
/// <param name="isService">Whether a parameter's type is a service.</param>
internal sealed class TypeFactory(TypeCatalog catalog, Func<Type, bool> isService)
{
    private readonly Dictionary<Type, IGraphType> outputs = [];
    private readonly Dictionary<string, IGraphType> named = new(StringComparer.Ordinal);
    private readonly Queue<Action> unfinished = [];

    public TypeCatalog Catalog { get; } = catalog;

    public ScalarCatalog Scalars { get; } = new();

    public Func<Type, bool> IsService { get; } = isService;

    /// <summary>Finds objects by their global ids; set when its fields are added.</summary>
    public NodeFields? Nodes { get; set; }

    public IEnumerable<IGraphType> All => named.Values;

    /// <summary>The type of an output, wrapped as C# has it.</summary>
    public IGraphType Output(ClrTypeRef type)
    {
        IGraphType graphType = type.Element is { } element ? new ListGraphType(Output(element)) : Named(type.Type);
        return type.IsNullable ? graphType : new NonNullGraphType(graphType);
    }

    /// <summary>The named type of a CLR type.</summary>
    public IGraphType Named(Type type)
    {
        if (Scalars.Find(type) is { } scalar)
            return scalar;
        if (type.IsInterface && !TypeCatalog.IsAbstractType(type))
            type = Catalog.Resolve(type);
        if (outputs.TryGetValue(type, out var made))
            return made;
        if (type.IsEnum)
            return outputs[type] = Add(EnumTypes.Create(type));
        if (type.IsDefined(typeof(InterfaceTypeAttribute), false))
            return Interface(type);
        if (type.IsDefined(typeof(UnionTypeAttribute), false))
            return outputs[type] = Add(new UnionGraphType { Name = Naming.Abstract(type), Description = XmlDocs.Summary(type), ResolveType = FindObject });
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Connection<>))
            return outputs[type] = ConnectionTypes.Create(type.GenericTypeArguments[0], this);
        if (type.IsClass && !type.IsGenericType)
            return Object(type);
        throw new SchemaException($"There is no GraphQL type for {type}. Give the member [GraphQLIgnore], [BindMember] or another type.");
    }

    /// <summary>Registers a type under its name.</summary>
    public T Add<T>(T type) where T : IGraphType
    {
        if (!named.TryAdd(type.Name, type))
            throw new SchemaException($"Two types are named {type.Name}; give one [GraphQLName].");
        return type;
    }

    /// <summary>A type registered before, by name.</summary>
    public IGraphType? Find(string name) => named.GetValueOrDefault(name);

    /// <summary>Fills a type when all that are under way have been made.</summary>
    public void Later(Action fill) => unfinished.Enqueue(fill);

    public void Finish()
    {
        while (unfinished.TryDequeue(out var fill))
            fill();
    }

    private ObjectGraphType Object(Type type)
    {
        var graphType = Add(new ObjectGraphType
        {
            Name = Naming.Type(type),
            Description = XmlDocs.Summary(type),
            IsTypeOf = type.IsInstanceOfType,
        });
        graphType.Metadata[ClrTypeMetadata.Key] = type;
        outputs.Add(type, graphType);
        if (type.GetCustomAttribute<AuthorizeAttribute>() is { } authorize)
            AuthorizeDirective.Apply(graphType, new FieldAuthorization(true, authorize.Permission));
        foreach (var contract in type.GetInterfaces().Where(TypeCatalog.IsAbstractType).OrderBy(contract => contract.FullName, StringComparer.Ordinal))
            Implement(graphType, Named(contract));
        Later(() => ObjectFields.Fill(graphType, type, this));
        return graphType;
    }

    private static void Implement(ObjectGraphType graphType, IGraphType contract)
    {
        if (contract is UnionGraphType union)
        {
            union.AddPossibleType(graphType);
            return;
        }

        graphType.AddResolvedInterface((IInterfaceGraphType)contract);
        ((IInterfaceGraphType)contract).AddPossibleType(graphType);
    }

    private InterfaceGraphType Interface(Type type)
    {
        var graphType = Add(new InterfaceGraphType
        {
            Name = Naming.Abstract(type),
            Description = XmlDocs.Summary(type),
            ResolveType = FindObject,
        });
        outputs.Add(type, graphType);
        Later(() =>
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                graphType.AddField(ObjectFields.Declare(property, this));
        });
        return graphType;
    }

    private IObjectGraphType? FindObject(object value)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (outputs.TryGetValue(type, out var found))
                return found as IObjectGraphType;
        }

        return null;
    }
}
