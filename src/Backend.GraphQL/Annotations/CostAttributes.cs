namespace Backend.GraphQL;

/// <summary>
/// What a field costs, where the default does not fit: 10 for one that calls a service, 1 for another that gives an object,
/// 0 for a value. Stands in the SDL as <c>@cost(weight:)</c>.
/// </summary>
/// <param name="weight">The cost, to thousandths.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class CostAttribute(double weight) : Attribute
{
    /// <summary>The cost, to thousandths.</summary>
    public double Weight { get; } = weight;
}

/// <summary>
/// How long a list without paging is at most, for its cost; connections need none. Stands in the SDL as
/// <c>@listSize(assumedSize:)</c>.
/// </summary>
/// <param name="assumedSize">The length.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ListSizeAttribute(int assumedSize) : Attribute
{
    /// <summary>The length where no argument says it.</summary>
    public int AssumedSize { get; } = assumedSize;

    /// <summary>The arguments that say how long it is: a number, or a list of as many entries.</summary>
    public string[] SlicingArguments { get; init; } = [];
}
