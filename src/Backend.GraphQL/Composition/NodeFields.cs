using System.Reflection;
using Backend.GraphQL.Execution;
using Backend.GraphQL.Limits;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Composition;

/// <summary>The fields <c>node</c> and <c>nodes</c>: any object again, by its global id.</summary>
internal sealed class NodeFields
{
    private readonly Dictionary<string, NodeLoader> loaders = new(StringComparer.Ordinal);

    private NodeFields(TypeFactory types)
    {
        foreach (var type in types.Catalog.ObjectTypes)
        {
            foreach (var method in types.Catalog.ExtensionsOf(type).SelectMany(NodeResolvers))
                loaders.Add(GlobalId.Prefix(types.Named(type).Name), new NodeLoader(method, types));
        }
    }

    public static void Add(ObjectGraphType query, TypeFactory types)
    {
        var fields = types.Nodes = new NodeFields(types);
        var node = types.Named(typeof(INode));
        var id = new NonNullGraphType(types.Scalars.Id);
        query.AddField(Field(
            "node", "An object by its global id; null where there is none or the viewer may not see it.", node,
            new QueryArgument(id) { Name = "id", Description = "The global id." },
            context => fields.Load(context, (string)Argument(context, "id")!)));
        query.AddField(Field(
            "nodes", $"Objects by their global ids, in the same order, null in place of those that are not found; at most {PageArguments.MaxSize}.",
            new NonNullGraphType(new ListGraphType(node)),
            new QueryArgument(new NonNullGraphType(new ListGraphType(id))) { Name = "ids", Description = "The global ids." },
            fields.LoadMany,
            new ListSize(PageArguments.MaxSize, ["ids"], [])));
    }

    /// <summary>Loads an object by its global id; null where that is no id of an object.</summary>
    public DataLoaderResult? TryLoad(string text, FieldContext context) =>
        GlobalId.TryParse(text, out var prefix, out var id) && loaders.TryGetValue(prefix, out var loader) ? loader.Load(id, context) : null;

    private static IEnumerable<MethodInfo> NodeResolvers(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.IsDefined(typeof(NodeResolverAttribute)));

    private static FieldType Field(string name, string description, IGraphType type, QueryArgument argument, Func<FieldContext, object?> resolve, ListSize? list = null)
    {
        var field = new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = type,
            Arguments = new QueryArguments(argument),
            Resolver = new FunctionResolver(resolve, FieldAuthorization.SignedIn),
        };
        AuthorizeDirective.Apply(field, FieldAuthorization.SignedIn);
        FieldCosts.Apply(field, FieldCost.Resolver, list);
        return field;
    }

    private DataLoaderResult<object?[]> LoadMany(FieldContext context)
    {
        var asked = ((IEnumerable<object?>)Argument(context, "ids")!).Cast<string>().ToArray();
        return asked.Length > PageArguments.MaxSize
            ? throw new BadUserInputException($"'ids' has {asked.Length} entries; at most {PageArguments.MaxSize} are allowed.")
            : new AllResults([.. asked.Select(id => Load(context, id))]);
    }

    private DataLoaderResult Load(FieldContext context, string text) =>
        !GlobalId.TryParse(text, out var prefix, out var id) || !loaders.TryGetValue(prefix, out var loader)
            ? throw new BadUserInputException($"'{text}' is not a global id.")
            : loader.Load(id, context);

    private static object? Argument(FieldContext context, string name) => context.TryGetArgument(name, out var value) ? value : null;

    private sealed class NodeLoader
    {
        private readonly ResolverMethod resolver;
        private readonly FieldAuthorization authorization;

        public NodeLoader(MethodInfo method, TypeFactory types)
        {
            var parameters = method.GetParameters();
            if (parameters.Length == 0 || parameters[0].ParameterType != typeof(Guid)
                || !method.ReturnType.IsAssignableTo(typeof(DataLoaderResult)) || !parameters.Skip(1).All(parameter => types.IsService(parameter.ParameterType)))
            {
                throw new SchemaException($"Node resolver {method.DeclaringType}.{method.Name} must take a Guid, then services, and return DataLoaderResult<T?>.");
            }

            resolver = new ResolverMethod(method, [null, .. parameters.Skip(1).Select(Service)]);
            authorization = FieldAuthorization.From(method) ?? FieldAuthorization.None;
        }

        public DataLoaderResult Load(Guid id, FieldContext context)
        {
            authorization.Demand(context.Services);
            return (DataLoaderResult)resolver.Bind(context)(id)!;
        }

        private static ParameterReader Service(ParameterInfo parameter) =>
            context => context.Services.GetRequiredService(parameter.ParameterType);
    }
}
