namespace Backend.GraphQL;

/// <summary>A page of a list, as the Relay cursor connections specification has it, with <c>nodes</c> as a shortcut.</summary>
/// <typeparam name="T">A node.</typeparam>
/// <param name="Edges">The page's nodes with their cursors.</param>
/// <param name="PageInfo">Where the page lies in the list.</param>
/// <param name="TotalCount">How many nodes the whole list has; null unless it was selected.</param>
public sealed record Connection<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo, int? TotalCount) : IConnection
{
    /// <summary>A page without nodes.</summary>
    public static Connection<T> Empty { get; } = new([], new PageInfo(false, false, null, null), 0);

    private IReadOnlyList<T>? nodes;

    /// <summary>The page's nodes.</summary>
    public IReadOnlyList<T> Nodes => nodes ??= [.. Edges.Select(edge => edge.Node)];

    /// <summary>A page of which only nodes and the total count are read: it has no edges and does not know its place.</summary>
    internal static Connection<T> OfNodes(IReadOnlyList<T> nodes, int? total) => new([], Empty.PageInfo, total) { nodes = nodes };

    object IConnection.Edges => Edges;

    object IConnection.Nodes => Nodes;

    /// <summary>The same page seen as another type, such as the contract that the nodes implement.</summary>
    /// <typeparam name="TOther">The other type.</typeparam>
    /// <param name="map">Turns a node into the other type.</param>
    /// <returns>The page of the other type.</returns>
    public Connection<TOther> Select<TOther>(Func<T, TOther> map) =>
        new([.. Edges.Select(edge => new Edge<TOther>(map(edge.Node), edge.Cursor))], PageInfo, TotalCount) { nodes = Edges.Count == 0 ? [.. Nodes.Select(map)] : null };
}

/// <summary>A node and its place in the list.</summary>
/// <typeparam name="T">The node.</typeparam>
/// <param name="Node">The node.</param>
/// <param name="Cursor">The node's place, for <c>after</c> and <c>before</c>.</param>
public sealed record Edge<T>(T Node, string Cursor) : IEdge
{
    object? IEdge.Node => Node;
}

/// <summary>Where a page lies in its list.</summary>
/// <param name="HasNextPage">Whether more nodes follow.</param>
/// <param name="HasPreviousPage">Whether nodes come before.</param>
/// <param name="StartCursor">The cursor of the first node; null on an empty page.</param>
/// <param name="EndCursor">The cursor of the last node; null on an empty page.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

/// <summary>A connection whose node type is not known statically.</summary>
internal interface IConnection
{
    object Edges { get; }

    object Nodes { get; }

    PageInfo PageInfo { get; }

    int? TotalCount { get; }
}

/// <summary>An edge whose node type is not known statically.</summary>
internal interface IEdge
{
    object? Node { get; }

    string Cursor { get; }
}
