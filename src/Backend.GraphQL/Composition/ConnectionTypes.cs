using Backend.GraphQL.Execution;
using GraphQL.Types;

namespace Backend.GraphQL.Composition;

/// <summary>Makes the connection and edge types of a node type (Relay cursor connections, with <c>nodes</c>).</summary>
internal static class ConnectionTypes
{
    public static ObjectGraphType Create(Type node, TypeFactory types)
    {
        var nodeType = types.Named(node);
        if (types.Find($"{nodeType.Name}Connection") is ObjectGraphType made)
            return made;
        var edge = types.Add(new ObjectGraphType { Name = $"{nodeType.Name}Edge", Description = $"The {nodeType.Name} and its place in the list." });
        Add(edge, "node", "The object.", new NonNullGraphType(nodeType), (IEdge item) => item.Node);
        Add(edge, "cursor", "Its place in the list, for `after` and `before`.", new NonNullGraphType(types.Scalars.Text), (IEdge item) => item.Cursor);
        var connection = types.Add(new ObjectGraphType { Name = $"{nodeType.Name}Connection", Description = $"A page of a list of {nodeType.Name} objects." });
        Add(connection, "edges", "The page's objects with their places.", List(edge), (IConnection page) => page.Edges);
        Add(connection, "nodes", "The page's objects.", List(nodeType), (IConnection page) => page.Nodes);
        Add(connection, "pageInfo", "Where the page lies in the list.", new NonNullGraphType(types.Named(typeof(PageInfo))), (IConnection page) => page.PageInfo);
        Add(connection, "totalCount", "How many objects the whole list has; counted only when asked for.", new NonNullGraphType(types.Scalars.Whole), (IConnection page) => page.TotalCount);
        return connection;
    }

    private static NonNullGraphType List(IGraphType element) => new(new ListGraphType(new NonNullGraphType(element)));

    private static void Add<TSource, T>(ObjectGraphType owner, string name, string description, IGraphType type, Func<TSource, T> read) =>
        owner.AddField(new FieldType
        {
            Name = name,
            Description = description,
            ResolvedType = type,
            Resolver = new PropertyResolver(() => new FunctionAccess<TSource, T>(read), Naming.Pascal(name)),
        });
}
