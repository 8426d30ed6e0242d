using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>Lists at every nullability, some with what they must not hold.</summary>
[ObjectType<Item>]
public static class ItemLists
{
    public static IReadOnlyList<Item> GetItems([Parent] Item item, int count = 2) => List(item, count, number => new Item(number));

    public static IReadOnlyList<Item?>? GetMaybeItems([Parent] Item item) =>
        item.Number % 3 == 0 ? null : List(item, 3, number => number % 2 == 0 ? null : new Item(number));

    public static IReadOnlyList<Item> GetHoles([Parent] Item item) => List(item, 3, number => number % 7 == 0 ? null! : new Item(number));

    public static IReadOnlyList<Item>? GetMaybeHoles([Parent] Item item) => List(item, 3, number => number % 4 == 1 ? null! : new Item(number));

    public static async Task<IReadOnlyList<Item?>> GetListLaterAsync([Parent] Item item)
    {
        await Task.Yield();
        return item.Number % 6 == 5 ? null! : List(item, 2, number => number % 2 == 0 ? null : new Item(number));
    }

    public static IReadOnlyList<IReadOnlyList<Item>> GetGrid([Parent] Item item) => [List(item, 2, Make), [], List(item, 1, Make)];

    public static IReadOnlyList<IReadOnlyList<Item?>?>? GetMaybeGrid([Parent] Item item) => [null, List(item, 2, Odd), []];

    public static IReadOnlyList<IReadOnlyList<Item>?> GetGridWithHoles([Parent] Item item) =>
        [List(item, 2, number => number % 6 == 0 ? null! : new Item(number)), null, List(item, 1, Make)];

    public static IReadOnlyList<IReadOnlyList<int>> GetBrokenMatrix([Parent] Item item) => item.Number % 6 == 1 ? [[1], null!] : [[item.Number]];

    public static IReadOnlyList<string> GetTextHoles([Parent] Item item) => item.Number % 6 == 2 ? ["a", null!] : ["a", "b"];

    public static IEnumerable<string> GetLazy([Parent] Item item)
    {
        yield return "first";
        if (item.Number % 4 == 0)
            throw new CodedFault("The sequence broke.");
        yield return Texts.At(item.Number);
    }

    public static IReadOnlyList<INumbered> GetNumbereds([Parent] Item item) =>
        [new Item(item.Number + 1), new Box(item.Number + 2), .. item.Number % 5 == 1 ? new INumbered[] { new Ghost(item.Number) } : []];

    public static IReadOnlyList<IThing?> GetThings([Parent] Item item) =>
        [new Note(item.Number), null, new Box(item.Number + 1), item.Number % 5 == 3 ? new Ghost(item.Number) : new Item(item.Number + 1)];

    private static T[] List<T>(Item item, int count, Func<int, T> create) =>
        [.. Enumerable.Range(item.Number + 1, Math.Clamp(count, 0, 4)).Select(create)];

    private static Item Make(int number) => new(number);

    private static Item? Odd(int number) => number % 2 == 1 ? new Item(number) : null;
}
