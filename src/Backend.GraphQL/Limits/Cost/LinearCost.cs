namespace Backend.GraphQL.Limits;

/// <summary>
/// The cost of a selection set as a function of the size of the list it lies in: a fragment on a connection is priced once,
/// whatever page sizes it is spread at. In thousandths; sums and products end at a ceiling instead of overflowing.
/// </summary>
/// <param name="Fixed">What does not depend on the size.</param>
/// <param name="PerItem">What each item costs.</param>
internal readonly record struct LinearCost(long Fixed, long PerItem)
{
    /// <summary>More than any limit, and small enough that two of them can be added.</summary>
    public const long Ceiling = long.MaxValue / 4;

    public long At(int size) => Add(Fixed, Multiply(PerItem, size));

    public static LinearCost operator +(LinearCost left, LinearCost right) =>
        new(Add(left.Fixed, right.Fixed), Add(left.PerItem, right.PerItem));

    public static long Add(long left, long right) => Math.Min(left + right, Ceiling);

    public static long Multiply(long cost, int times) => cost > Ceiling / Math.Max(times, 1) ? Ceiling : cost * times;
}
