namespace Backend.GraphQL.Execution;

/// <summary>Where in the response the writer is.</summary>
internal sealed class ResponsePath
{
    private (PlanField? Field, int Index)[] segments = new (PlanField?, int)[16];

    public int Depth { get; set; }

    public void Push(PlanField field) => Push((field, 0));

    public void Push(int index) => Push((null, index));

    public void Pop() => Depth--;

    /// <summary>The last index of a list, for the next item.</summary>
    public void SetIndex(int index) => segments[Depth - 1].Index = index;

    /// <summary>The path as errors show it, with one more field where it is given.</summary>
    public IReadOnlyList<object> ToList(PlanField? last = null)
    {
        var path = new List<object>(Depth + 1);
        for (var index = 0; index < Depth; index++)
            path.Add(segments[index].Field is { } field ? field.ResponseName : segments[index].Index);
        if (last is not null)
            path.Add(last.ResponseName);
        return path;
    }

    /// <summary>The innermost field.</summary>
    public PlanField Field
    {
        get
        {
            var index = Depth - 1;
            while (segments[index].Field is null)
                index--;
            return segments[index].Field!;
        }
    }

    private void Push((PlanField?, int) segment)
    {
        if (Depth == segments.Length)
            Array.Resize(ref segments, Depth * 2);
        segments[Depth++] = segment;
    }
}
