using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>Where queries begin.</summary>
[QueryType]
[AllowAnonymous]
public static class Queries
{
    public static string GetHello() => "world";

    public static Item GetItem(int number = 1) => new(number);

    public static Item? GetMaybeItem(int? number = 3) => number is { } given ? new Item(given) : null;

    public static IReadOnlyList<Item> GetItems(int from = 0, int count = 3) =>
        [.. Enumerable.Range(from, Math.Clamp(count, 0, 6)).Select(number => new Item(number))];

    public static async Task<IReadOnlyList<Item?>?> GetMaybeItemsAsync(IReadOnlyList<int?>? numbers)
    {
        await Task.Yield();
        return numbers is null ? null : [.. numbers.Select(number => number is { } given ? new Item(given) : null)];
    }

    public static INumbered? GetNumbered(int number) => (number % 3) switch { 0 => new Item(number), 1 => new Box(number), _ => new Ghost(number) };

    public static IShaded GetShaded(int number = 4) => number % 2 == 0 ? new Item(number) : new Box(number);

    public static IReadOnlyList<IThing> GetThings() => [new Item(1), new Box(2), new Note(3), new Item(4)];

    public static Leaves GetLeaves(int number = 0) => new(number);

    [UseConnection]
    public static Connection<Item> GetPage(PageArguments page) => Pages.Of(0, page);

    public static DataLoaderResult<Item?> GetLoaded(int number, ItemByNumberDataLoader items) => items.Load(number);

    public static string GetFailing() => throw new CodedFault("Planted at the root.");

    public static string? GetMaybeFailing() => throw new InvalidOperationException("the password is 1234");

    // GraphQL.NET's serializer breaks on these: they are kept out of random operations.
    public static double? GetInfinite() => double.PositiveInfinity;

    public static IReadOnlyList<double?> GetInfinites() => [1, double.NaN, double.NegativeInfinity];

    public static string GetNull() => null!;

    [GraphQLDeprecated("Use hello.")]
    public static string? GetOld([ID] string? id = null) => id;
}
