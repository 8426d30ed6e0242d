namespace Backend.GraphQL.Limits;

/// <summary>What a field costs.</summary>
/// <param name="Weight">In thousandths.</param>
/// <param name="List">How long the list is that it gives; null where that is not said.</param>
internal sealed record FieldCost(long Weight, ListSize? List = null)
{
    /// <summary>Thousandths in one unit of cost.</summary>
    public const long Unit = 1_000;

    /// <summary>A field that calls a service, and so most likely the database.</summary>
    public const long Resolver = 10 * Unit;

    /// <summary>A field that gives an object which is there already, and an entry of a list.</summary>
    public const long Composite = Unit;

    /// <summary>An object of introspection: no data, but work all the same.</summary>
    public const long Introspection = Unit / 100;

    /// <summary>The length of a list of which nothing is said.</summary>
    public const int AssumedSize = 10;
}

/// <summary>How long a list is.</summary>
/// <param name="Assumed">Where no argument says it.</param>
/// <param name="SlicingArguments">The arguments that do.</param>
/// <param name="SizedFields">The fields below it that are the list, as in a connection; empty where the field itself is.</param>
internal sealed record ListSize(int Assumed, IReadOnlyList<string> SlicingArguments, IReadOnlyList<string> SizedFields);
