namespace Backend.GraphQL;

/// <summary>A filter: all conditions given must hold.</summary>
/// <typeparam name="TSelf">The filter's own class.</typeparam>
public abstract record FilterInput<TSelf> where TSelf : FilterInput<TSelf>
{
    /// <summary>All of these must hold.</summary>
    public IReadOnlyList<TSelf>? And { get; init; }

    /// <summary>At least one of these must hold.</summary>
    public IReadOnlyList<TSelf>? Or { get; init; }

    /// <summary>This must not hold.</summary>
    public TSelf? Not { get; init; }
}

/// <summary>A filter on the target of a reference.</summary>
/// <typeparam name="TSelf">The filter's own class.</typeparam>
public abstract record ReferenceFilterInput<TSelf> : FilterInput<TSelf> where TSelf : ReferenceFilterInput<TSelf>
{
    /// <summary>Whether the reference is empty.</summary>
    public bool? IsNull { get; init; }
}

/// <summary>A filter on a list of related objects.</summary>
/// <typeparam name="TFilter">The filter of one related object.</typeparam>
public sealed record ListFilter<TFilter> where TFilter : class
{
    /// <summary>At least one matches.</summary>
    public TFilter? Some { get; init; }

    /// <summary>Every one matches (so does an empty list).</summary>
    public TFilter? Every { get; init; }

    /// <summary>None matches.</summary>
    public TFilter? None { get; init; }
}
