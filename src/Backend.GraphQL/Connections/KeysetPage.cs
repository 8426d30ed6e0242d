namespace Backend.GraphQL;

/// <summary>A node and its sort values, as read.</summary>
internal sealed class KeysetRow<T>
{
    public required T Node { get; init; }

    public required object?[] Values { get; init; }
}

/// <summary>The rows of one parent.</summary>
internal sealed class KeysetGroup<TKey, TNode>
{
    public required TKey Key { get; init; }

    public required List<KeysetRow<TNode>> Rows { get; init; }
}

/// <summary>Makes a connection of the rows read, of which one more than the page was asked for.</summary>
internal static class KeysetPage
{
    /// <summary>A page of which no cursor is read.</summary>
    public static Connection<T> Create<T>(List<T> nodes, PageArguments page, int? total)
    {
        if (nodes.Count > page.Size)
            nodes.RemoveRange(page.Size, nodes.Count - page.Size);
        if (page.IsBackward)
            nodes.Reverse();
        return Connection<T>.OfNodes(nodes, total);
    }

    public static Connection<T> Create<T>(
        List<KeysetRow<T>> rows, PageArguments page, Func<IReadOnlyList<object?>, string> cursor, int? total)
    {
        var more = rows.Count > page.Size;
        var edges = rows.Take(page.Size).Select(row => new Edge<T>(row.Node, cursor(row.Values))).ToList();
        if (page.IsBackward)
            edges.Reverse();
        var info = new PageInfo(
            HasNextPage: page.IsBackward ? page.Before is not null : more,
            HasPreviousPage: page.IsBackward ? more : page.After is not null,
            StartCursor: edges.FirstOrDefault()?.Cursor,
            EndCursor: edges.LastOrDefault()?.Cursor);
        return new Connection<T>(edges, info, total);
    }
}
