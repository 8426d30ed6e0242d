using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>Where streams begin.</summary>
[SubscriptionType]
[AllowAnonymous]
public static class Subscriptions
{
    /// <summary>Items, one after the other.</summary>
    [Subscribe(With = nameof(Count))]
    public static Item Ticks([EventMessage] int number) => Faults.Sometimes(number, new Item(number));

    /// <summary>The same, with null in place of what fails.</summary>
    [Subscribe(With = nameof(Count))]
    public static Item? MaybeTicks([EventMessage] int number, int factor = 2) => Faults.Sometimes(number, number % 3 == 0 ? null : new Item(number * factor));

    /// <summary>Loads each item.</summary>
    [Subscribe(With = nameof(Count))]
    public static DataLoaderResult<Item?> LoadedTicks([EventMessage] int number, ItemByNumberDataLoader items) => items.Load(number);

    /// <summary>Cannot be opened.</summary>
    [Subscribe(With = nameof(Refuse))]
    public static Item? Refused([EventMessage] int number) => new(number);

    internal static async IAsyncEnumerable<int> Count(int from = 0, int factor = 1, Shade end = Shade.Light)
    {
        for (var number = from; number < from + 4; number++)
        {
            await Task.Yield();
            yield return number * factor;
        }

        if (end == Shade.HalfTone)
            throw new CodedFault("The stream broke.");
        if (end == Shade.Dark)
            throw new InvalidOperationException("the password is 1234");
    }

    internal static IAsyncEnumerable<int> Refuse(int number) =>
        number % 2 == 0 ? throw new CodedFault("Not this one.") : throw new InvalidOperationException("the password is 1234");
}
