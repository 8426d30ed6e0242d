using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>Plain, asynchronous and failing fields, at every nullability.</summary>
[ObjectType<Item>]
public static class ItemType
{
    public static Leaves GetLeaves([Parent] Item item) => new(item.Number);

    public static Leaves? GetMaybeLeaves([Parent] Item item) => item.Number % 2 == 0 ? null : new(item.Number);

    public static async Task<string> GetLaterAsync([Parent] Item item, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return $"later {item.Number}";
    }

    public static Task<string?> GetDoneAsync([Parent] Item item) => Task.FromResult(item.Number % 3 == 0 ? null : Texts.At(item.Number));

    public static ValueTask<int> GetCountAsync([Parent] Item item) => ValueTask.FromResult(item.Number * 2);

    public static async ValueTask<Item> GetNextLaterAsync([Parent] Item item)
    {
        await Task.Yield();
        return new Item(item.Number + 1);
    }

    public static int? GetMaybeFailing([Parent] Item item) => Faults.Sometimes(item.Number, item.Number);

    public static int GetFailing([Parent] Item item) => Faults.Sometimes(item.Number, item.Number);

    public static async Task<string> GetFailingLaterAsync([Parent] Item item)
    {
        await Task.Yield();
        return Faults.Sometimes(item.Number, "fine");
    }

    public static Item GetFailingItem([Parent] Item item) => Faults.Sometimes(item.Number, new Item(item.Number + 1));

    public static Item? GetMaybeFailingItem([Parent] Item item) => Faults.Sometimes(item.Number, new Item(item.Number + 1));

    public static string GetNullText([Parent] Item item) => item.Number % 8 == 3 ? null! : "text";

    public static Item GetNullItem([Parent] Item item) => item.Number % 8 == 1 ? null! : new Item(item.Number + 2);

    public static async Task<Item> GetNullItemLaterAsync([Parent] Item item)
    {
        await Task.Yield();
        return item.Number % 8 == 2 ? null! : new Item(item.Number + 3);
    }

    public static string? GetArguments([Parent] Item item, int factor = 1, string? suffix = "!") =>
        suffix is null ? null : $"{item.Number * factor}{suffix}";
}
