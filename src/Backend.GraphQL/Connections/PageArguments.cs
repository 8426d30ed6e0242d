namespace Backend.GraphQL;

/// <summary>Which page of a connection is asked for, checked and with its defaults filled in.</summary>
public sealed record PageArguments
{
    /// <summary>The page size where none is given.</summary>
    public const int DefaultSize = 50;

    /// <summary>The largest page size.</summary>
    public const int MaxSize = 100;

    /// <summary>The first so many, after <see cref="After"/>.</summary>
    public int? First { get; init; }

    /// <summary>The cursor after which the page begins.</summary>
    public string? After { get; init; }

    /// <summary>The last so many, before <see cref="Before"/>.</summary>
    public int? Last { get; init; }

    /// <summary>The cursor before which the page ends.</summary>
    public string? Before { get; init; }

    /// <summary>Whether <c>totalCount</c> was selected.</summary>
    public bool IncludeTotalCount { get; init; }

    /// <summary>Whether cursors may be selected; where they are not, what they hold is not read.</summary>
    internal bool IncludeCursors { get; init; } = true;

    /// <summary>Whether the page is counted from the end.</summary>
    public bool IsBackward => Last is not null;

    /// <summary>The page size.</summary>
    public int Size => Last ?? First ?? DefaultSize;

    /// <summary>Checks what a caller sent.</summary>
    /// <returns>The page arguments.</returns>
    /// <exception cref="BadUserInputException">A size is out of range, or both directions are given.</exception>
    public static PageArguments Create(int? first, string? after, int? last, string? before, bool includeTotalCount = false)
    {
        if (first is not null && last is not null)
            throw new BadUserInputException("Give either 'first' or 'last', not both.");
        Check(first, "first");
        Check(last, "last");
        return new PageArguments { First = first, After = after, Last = last, Before = before, IncludeTotalCount = includeTotalCount };
    }

    private static void Check(int? size, string name)
    {
        if (size is < 1 or > MaxSize)
            throw new BadUserInputException($"'{name}' must be between 1 and {MaxSize}; it was {size}.");
    }
}
