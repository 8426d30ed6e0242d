using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;

namespace Backend.GraphQL.Generated;

/// <summary>A resolver as the source generator saw it.</summary>
/// <param name="Method">The method's name.</param>
/// <param name="Bind">Binds its parameters and calls it.</param>
/// <param name="Requires">The members of its parent that it reads; null where that may be any.</param>
internal sealed record GeneratedResolver(string Method, ResolverBinder Bind, IReadOnlyList<string>? Requires);

/// <summary>The resolvers of an assembly, written by the source generator. Not for code written by people.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ResolverTable
{
    private static readonly ConcurrentDictionary<Assembly, ResolverTable?> Tables = new();

    private readonly Dictionary<Type, List<GeneratedResolver>> resolvers = [];

    /// <summary>Adds a resolver.</summary>
    /// <param name="type">The class of the method.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="bind">Binds its parameters and calls it.</param>
    /// <param name="requires">The members of its parent that it reads; null where that may be any.</param>
    protected void Add(Type type, string method, ResolverBinder bind, string[]? requires)
    {
        if (!resolvers.TryGetValue(type, out var ofType))
            resolvers.Add(type, ofType = []);
        ofType.Add(new GeneratedResolver(method, bind, requires));
    }

    /// <exception cref="Composition.SchemaException">The method's assembly was built without the generator.</exception>
    internal static GeneratedResolver Find(MethodInfo method)
    {
        var type = method.DeclaringType!;
        if (Tables.GetOrAdd(type.Assembly, Create) is { } table
            && table.resolvers.GetValueOrDefault(type)?.Find(candidate => candidate.Method == method.Name) is { } resolver)
            return resolver;
        throw new Composition.SchemaException(
            $"Resolver {type}.{method.Name} was built without Backend.GraphQL.Generators; "
            + $"reference it as an analyzer in the project of {type.Assembly.GetName().Name}.");
    }

    private static ResolverTable? Create(Assembly assembly) =>
        assembly.GetCustomAttribute<ResolverTableAttribute>() is { } attribute ? (ResolverTable)Activator.CreateInstance(attribute.Table)! : null;
}
