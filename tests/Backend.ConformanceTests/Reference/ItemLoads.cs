using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>Fields behind DataLoaders.</summary>
[ObjectType<Item>]
public static class ItemLoads
{
    public static DataLoaderResult<Item?> GetHalf([Parent] Item item, ItemByNumberDataLoader items) => items.Load(item.Number / 2);

    public static DataLoaderResult<Item> GetRequiredHalf([Parent] Item item, ItemByNumberDataLoader items) => items.LoadRequired(item.Number / 2 + 1);

    public static DataLoaderResult<string?> GetHalfText([Parent] Item item, ItemByNumberDataLoader items) =>
        items.Load(item.Number / 2).Then(half => half is null ? null : Texts.At(half.Number));

    public static DataLoaderResult<Item?> GetQuarter([Parent] Item item, ItemByNumberDataLoader items) =>
        items.Load(item.Number / 2).Then(half => items.Load(half is null ? 1 : half.Number / 2));

    public static DataLoaderResult<IReadOnlyList<Box>> GetBoxes([Parent] Item item, BoxesByNumberDataLoader boxes) => boxes.LoadRequired(item.Number);

    public static DataLoaderResult<IReadOnlyList<Box>> GetQuarterBoxes([Parent] Item item, ItemByNumberDataLoader items, BoxesByNumberDataLoader boxes) =>
        items.Load(item.Number / 4).Then(quarter => boxes.LoadRequired(quarter?.Number ?? 5));

    public static DataLoaderResult<Item> GetBroken([Parent] Item item, FailingDataLoader items) => items.LoadRequired(item.Number);

    public static DataLoaderResult<Item?> GetMaybeBroken([Parent] Item item, FailingDataLoader items) => items.Load(item.Number);

    public static DataLoaderResult<int> GetFailingAfter([Parent] Item item, ItemByNumberDataLoader items) =>
        items.Load(item.Number).Then(_ => Faults.Sometimes(item.Number, item.Number));

    public static DataLoaderResult<INumbered?> GetLoadedNumbered([Parent] Item item, ItemByNumberDataLoader items) =>
        items.Load(item.Number).Then(INumbered? (found) => item.Number % 3 == 0 ? new Ghost(1) : found);

    [UseConnection]
    public static DataLoaderResult<Connection<Item>> GetPage([Parent] Item item, PageArguments page, ItemPagesDataLoader pages) =>
        pages.Load(item.Number, page);
}
