using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;

namespace Backend.GraphQL.Generated;

/// <summary>A resolver as the source generator saw it.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Bind">Binds its parameters and calls it.</param>
/// <param name="Requires">The members of its parent that it reads; null where that may be any.</param>
internal sealed record GeneratedResolver(string Method, ResolverBinder Bind, IReadOnlyList<string>? Requires);

/// <summary>A class that adds fields to an object type.</summary>
/// <param name="Type">The class.</param>
/// <param name="Target">The CLR type behind the object type, or a contract.</param>
/// <param name="ExplicitBinding">Whether the object type shows none of its own properties.</param>
internal sealed record GeneratedExtension(Type Type, Type Target, bool ExplicitBinding);

/// <summary>
/// The annotated classes of an assembly and their resolvers, written by the source generator. Not for code written by people.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ResolverTable
{
    private static readonly ConcurrentDictionary<Assembly, ResolverTable> Tables = new();

    private readonly Dictionary<Type, List<GeneratedResolver>> resolvers = [];

    internal List<Type> Queries { get; } = [];

    internal List<Type> Mutations { get; } = [];

    internal List<Type> Subscriptions { get; } = [];

    internal List<GeneratedExtension> Extensions { get; } = [];

    /// <exception cref="Composition.SchemaException">The assembly was built without the generator.</exception>
    internal static ResolverTable Of(Assembly assembly) => Tables.GetOrAdd(assembly, Create);

    /// <exception cref="Composition.SchemaException">The method's assembly was built without the generator.</exception>
    internal static GeneratedResolver Find(MethodInfo method)
    {
        var type = method.DeclaringType!;
        return Of(type.Assembly).resolvers.GetValueOrDefault(type)?.Find(candidate => candidate.Method == method.Name)
            ?? throw new Composition.SchemaException($"Nothing was generated that calls {type}.{method.Name}; its class needs one of the annotations of resolvers.");
    }

    /// <summary>Adds a class with <see cref="QueryTypeAttribute"/>.</summary>
    protected void AddQueries(Type type) => Queries.Add(type);

    /// <summary>Adds a class with <see cref="MutationTypeAttribute"/>.</summary>
    protected void AddMutations(Type type) => Mutations.Add(type);

    /// <summary>Adds a class with <see cref="SubscriptionTypeAttribute"/>.</summary>
    protected void AddSubscriptions(Type type) => Subscriptions.Add(type);

    /// <summary>Adds a class with <see cref="ObjectTypeAttribute{T}"/>.</summary>
    /// <param name="type">The class.</param>
    /// <param name="target">The type that it extends.</param>
    /// <param name="explicitBinding">Whether the type shows none of its own properties.</param>
    protected void AddExtension(Type type, Type target, bool explicitBinding) => Extensions.Add(new GeneratedExtension(type, target, explicitBinding));

    /// <summary>Adds a resolver.</summary>
    /// <param name="type">The class of the method.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="bind">Binds its parameters and calls it.</param>
    /// <param name="requires">The members of its parent that it reads; null where that may be any.</param>
    protected void AddResolver(Type type, string method, ResolverBinder bind, string[]? requires)
    {
        if (!resolvers.TryGetValue(type, out var ofType))
            resolvers.Add(type, ofType = []);
        ofType.Add(new GeneratedResolver(method, bind, requires));
    }

    private static ResolverTable Create(Assembly assembly) => assembly.GetCustomAttribute<ResolverTableAttribute>() is { } attribute
        ? (ResolverTable)Activator.CreateInstance(attribute.Table)!
        : throw new Composition.SchemaException(
            $"{assembly.GetName().Name} was built without Backend.GraphQL.Generators; reference it in its project with OutputItemType=\"Analyzer\".");
}
