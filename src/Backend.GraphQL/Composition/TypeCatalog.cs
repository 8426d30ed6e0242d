using System.Reflection;

namespace Backend.GraphQL.Composition;

/// <summary>The annotated classes of all modules.</summary>
internal sealed class TypeCatalog
{
    private readonly Dictionary<Type, List<Type>> extensions = [];
    private readonly HashSet<Type> explicitlyBound = [];
    private readonly Dictionary<Type, Type?> implementations = [];

    public TypeCatalog(IEnumerable<Assembly> assemblies)
    {
        var types = assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()).OrderBy(type => type.FullName, StringComparer.Ordinal).ToArray();
        Queries = [.. types.Where(type => type.IsDefined(typeof(QueryTypeAttribute), false))];
        Mutations = [.. types.Where(type => type.IsDefined(typeof(MutationTypeAttribute), false))];
        Subscriptions = [.. types.Where(type => type.IsDefined(typeof(SubscriptionTypeAttribute), false))];
        foreach (var type in types)
            AddExtension(type);
        foreach (var type in types.Where(type => type is { IsClass: true, IsAbstract: false } && !type.IsDefined(typeof(GraphQLIgnoreAttribute), false)))
            AddImplementations(type);
    }

    public IReadOnlyList<Type> Queries { get; }

    public IReadOnlyList<Type> Mutations { get; }

    public IReadOnlyList<Type> Subscriptions { get; }

    /// <summary>The classes that have resolvers of their own, whether or not a root field reaches them.</summary>
    public IEnumerable<Type> ObjectTypes => extensions.Keys.Select(Resolve).Distinct();

    public bool IsExplicitlyBound(Type type) => explicitlyBound.Contains(type);

    /// <summary>The class behind a contract; a class stands for itself.</summary>
    public Type Resolve(Type type)
    {
        if (!type.IsInterface)
            return type;
        return implementations.GetValueOrDefault(type)
            ?? throw new SchemaException($"No single class with resolvers implements {type.FullName}, so it has no object type.");
    }

    /// <summary>The classes that add fields to an object type, by the class itself or by a contract.</summary>
    public IEnumerable<Type> ExtensionsOf(Type type) =>
        extensions.Where(pair => pair.Key == type || (pair.Key.IsInterface && pair.Key.IsAssignableFrom(type)))
            .SelectMany(pair => pair.Value)
            .OrderBy(extension => extension.FullName, StringComparer.Ordinal);

    private void AddExtension(Type type)
    {
        foreach (var attribute in type.GetCustomAttributesData().Where(IsObjectType))
        {
            var target = attribute.AttributeType.GenericTypeArguments[0];
            if (!extensions.TryGetValue(target, out var list))
                extensions.Add(target, list = []);
            list.Add(type);
            if (attribute.NamedArguments.Any(argument => argument is { MemberName: "ExplicitBinding", TypedValue.Value: true }))
                explicitlyBound.Add(target);
        }
    }

    private void AddImplementations(Type type)
    {
        foreach (var contract in type.GetInterfaces().Where(contract => !IsAbstractType(contract)))
        {
            // A class with resolvers of its own goes before one without; two of a kind are ambiguous.
            var current = implementations.GetValueOrDefault(contract);
            if (!implementations.ContainsKey(contract) || (extensions.ContainsKey(type) && current is not null && !extensions.ContainsKey(current)))
                implementations[contract] = type;
            else if (current is not null && extensions.ContainsKey(type) == extensions.ContainsKey(current))
                implementations[contract] = null;
        }
    }

    public static bool IsAbstractType(Type type) =>
        type.IsDefined(typeof(InterfaceTypeAttribute), false) || type.IsDefined(typeof(UnionTypeAttribute), false);

    private static bool IsObjectType(CustomAttributeData attribute) =>
        attribute.AttributeType.IsGenericType && attribute.AttributeType.GetGenericTypeDefinition() == typeof(ObjectTypeAttribute<>);
}

/// <summary>The annotated classes do not make a schema; the message says which member, and what it needs.</summary>
/// <param name="message">What is wrong.</param>
public sealed class SchemaException(string message) : Exception(message);
