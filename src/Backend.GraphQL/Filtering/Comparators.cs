namespace Backend.GraphQL;

/// <summary>Compares a text.</summary>
public sealed record StringComparator
{
    /// <summary>Equals.</summary>
    public string? Eq { get; init; }

    /// <summary>Does not equal.</summary>
    public string? Neq { get; init; }

    /// <summary>Equals one of these.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>Equals none of these.</summary>
    public IReadOnlyList<string>? Nin { get; init; }

    /// <summary>Equals, upper and lower case alike.</summary>
    public string? EqIgnoreCase { get; init; }

    /// <summary>Contains.</summary>
    public string? Contains { get; init; }

    /// <summary>Contains, upper and lower case alike.</summary>
    public string? ContainsIgnoreCase { get; init; }

    /// <summary>Starts with.</summary>
    public string? StartsWith { get; init; }

    /// <summary>Ends with.</summary>
    public string? EndsWith { get; init; }

    /// <summary>Whether there is no text.</summary>
    public bool? IsNull { get; init; }
}

/// <summary>Compares a whole number.</summary>
public sealed record IntComparator
{
    /// <summary>Equals.</summary>
    public int? Eq { get; init; }

    /// <summary>Does not equal.</summary>
    public int? Neq { get; init; }

    /// <summary>Equals one of these.</summary>
    public IReadOnlyList<int>? In { get; init; }

    /// <summary>Equals none of these.</summary>
    public IReadOnlyList<int>? Nin { get; init; }

    /// <summary>Is less than.</summary>
    public int? Lt { get; init; }

    /// <summary>Is less than or equals.</summary>
    public int? Lte { get; init; }

    /// <summary>Is greater than.</summary>
    public int? Gt { get; init; }

    /// <summary>Is greater than or equals.</summary>
    public int? Gte { get; init; }

    /// <summary>Whether there is no number.</summary>
    public bool? IsNull { get; init; }
}

/// <summary>Compares a truth value.</summary>
public sealed record BooleanComparator
{
    /// <summary>Equals.</summary>
    public bool? Eq { get; init; }

    /// <summary>Does not equal.</summary>
    public bool? Neq { get; init; }
}

/// <summary>Compares a global id.</summary>
public sealed record IdComparator
{
    /// <summary>Equals.</summary>
    [ID]
    public Guid? Eq { get; init; }

    /// <summary>Does not equal.</summary>
    [ID]
    public Guid? Neq { get; init; }

    /// <summary>Equals one of these.</summary>
    [ID]
    public IReadOnlyList<Guid>? In { get; init; }

    /// <summary>Equals none of these.</summary>
    [ID]
    public IReadOnlyList<Guid>? Nin { get; init; }
}

/// <summary>Compares one of a fixed set of values.</summary>
/// <typeparam name="T">The set.</typeparam>
public sealed record EnumComparator<T> where T : struct, Enum
{
    /// <summary>Equals.</summary>
    public T? Eq { get; init; }

    /// <summary>Does not equal.</summary>
    public T? Neq { get; init; }

    /// <summary>Equals one of these.</summary>
    public IReadOnlyList<T>? In { get; init; }

    /// <summary>Equals none of these.</summary>
    public IReadOnlyList<T>? Nin { get; init; }
}

/// <summary>Compares a calendar day. Days may be given relative to today, as an ISO 8601 duration (<c>P2W</c>, <c>-P1D</c>).</summary>
public sealed record DateComparator
{
    /// <summary>Is this day.</summary>
    public DateOrDuration? Eq { get; init; }

    /// <summary>Is another day.</summary>
    public DateOrDuration? Neq { get; init; }

    /// <summary>Is before.</summary>
    public DateOrDuration? Lt { get; init; }

    /// <summary>Is before, or this day.</summary>
    public DateOrDuration? Lte { get; init; }

    /// <summary>Is after.</summary>
    public DateOrDuration? Gt { get; init; }

    /// <summary>Is after, or this day.</summary>
    public DateOrDuration? Gte { get; init; }

    /// <summary>Whether there is no day.</summary>
    public bool? IsNull { get; init; }
}

/// <summary>Compares a point in time. Times may be given relative to now, as an ISO 8601 duration (<c>-PT1H</c>).</summary>
public sealed record DateTimeComparator
{
    /// <summary>Is this time.</summary>
    public DateTimeOrDuration? Eq { get; init; }

    /// <summary>Is before.</summary>
    public DateTimeOrDuration? Lt { get; init; }

    /// <summary>Is before, or this time.</summary>
    public DateTimeOrDuration? Lte { get; init; }

    /// <summary>Is after.</summary>
    public DateTimeOrDuration? Gt { get; init; }

    /// <summary>Is after, or this time.</summary>
    public DateTimeOrDuration? Gte { get; init; }

    /// <summary>Whether there is no time.</summary>
    public bool? IsNull { get; init; }
}
