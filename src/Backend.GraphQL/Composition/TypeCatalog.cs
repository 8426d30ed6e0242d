using System.Reflection;
using Backend.GraphQL.Generated;

namespace Backend.GraphQL.Composition;

/// <summary>The annotated classes of all modules.</summary>
internal sealed class TypeCatalog
{
    private readonly GeneratedExtension[] extensions;
    private readonly Dictionary<Type, Type?> implementations = [];
    private readonly Assembly[] assemblies;

    public TypeCatalog(IEnumerable<Assembly> assemblies)
    {
        this.assemblies = [.. assemblies.Distinct()];
        var tables = this.assemblies.Select(ResolverTable.Of).ToArray();
        Queries = Sorted(tables.SelectMany(table => table.Queries));
        Mutations = Sorted(tables.SelectMany(table => table.Mutations));
        Subscriptions = Sorted(tables.SelectMany(table => table.Subscriptions));
        extensions = [.. tables.SelectMany(table => table.Extensions).OrderBy(extension => extension.Type.FullName, StringComparer.Ordinal)];
    }

    public IReadOnlyList<Type> Queries { get; }

    public IReadOnlyList<Type> Mutations { get; }

    public IReadOnlyList<Type> Subscriptions { get; }

    /// <summary>The classes that have resolvers of their own, whether or not a root field reaches them.</summary>
    public IEnumerable<Type> ObjectTypes => extensions.Select(extension => Resolve(extension.Target)).Distinct();

    public bool IsExplicitlyBound(Type type) => extensions.Any(extension => extension.ExplicitBinding && extension.Target == type);

    /// <summary>The class behind a contract; a class stands for itself.</summary>
    public Type Resolve(Type type)
    {
        if (!type.IsInterface)
            return type;
        if (!implementations.TryGetValue(type, out var implementation))
            implementations.Add(type, implementation = Implementation(type));
        return implementation
            ?? throw new SchemaException($"No single class with resolvers implements {type.FullName}, so it has no object type.");
    }

    /// <summary>The classes that add fields to an object type, by the class itself or by a contract.</summary>
    public IEnumerable<Type> ExtensionsOf(Type type) =>
        extensions.Where(extension => extension.Target == type || (extension.Target.IsInterface && extension.Target.IsAssignableFrom(type)))
            .Select(extension => extension.Type);

    public static bool IsAbstractType(Type type) =>
        type.IsDefined(typeof(InterfaceTypeAttribute), false) || type.IsDefined(typeof(UnionTypeAttribute), false);

    // A class with resolvers of its own goes before one without; two of a kind are ambiguous.
    private Type? Implementation(Type contract)
    {
        var implementing = extensions.Select(extension => extension.Target).Distinct()
            .Where(type => assemblies.Contains(type.Assembly) && Implements(type, contract)).ToArray();
        if (implementing.Length == 0)
            implementing = [.. assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => Implements(type, contract))];
        return implementing.Length == 1 ? implementing[0] : null;
    }

    private static bool Implements(Type type, Type contract) => type is { IsClass: true, IsAbstract: false }
        && contract.IsAssignableFrom(type) && !IsAbstractType(contract) && !type.IsDefined(typeof(GraphQLIgnoreAttribute), false);

    private static Type[] Sorted(IEnumerable<Type> types) => [.. types.OrderBy(type => type.FullName, StringComparer.Ordinal)];
}

/// <summary>The annotated classes do not make a schema; the message says which member, and what it needs.</summary>
/// <param name="message">What is wrong.</param>
public sealed class SchemaException(string message) : Exception(message);
