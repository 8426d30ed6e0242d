using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>What loaders did in one operation.</summary>
public sealed class LoadLog
{
    private readonly List<string> calls = [];

    /// <summary>The calls in order.</summary>
    public IReadOnlyList<string> Calls => calls;

    /// <summary>Notes a call.</summary>
    public void Add(string loader, int keys) => calls.Add($"{loader} {keys}");
}

public sealed class ItemByNumberDataLoader(LoadLog log) : BatchDataLoader<int, Item>
{
    protected override async Task<IReadOnlyDictionary<int, Item>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        log.Add("items", keys.Count);
        await Task.Yield();
        // Not every number has an item.
        return keys.Where(key => key % 7 != 6).ToDictionary(key => key, key => new Item(key));
    }
}

public sealed class BoxesByNumberDataLoader(LoadLog log) : GroupDataLoader<int, Box>
{
    protected override int MaxBatchSize => 3;

    protected override Task<ILookup<int, Box>> LoadGroupedBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        log.Add("boxes", keys.Count);
        return Task.FromResult(keys.SelectMany(key => Enumerable.Range(0, Math.Abs(key % 3)).Select(offset => (key, Box: new Box(key + offset))))
            .ToLookup(pair => pair.key, pair => pair.Box));
    }
}

public sealed class ItemPagesDataLoader(LoadLog log) : PageDataLoader<int, Item>
{
    protected override Task<IReadOnlyDictionary<int, Connection<Item>>> LoadPagesAsync(
        IReadOnlyList<int> keys, PageArguments page, CancellationToken cancellationToken)
    {
        log.Add($"pages of {page.Size}{(page.IncludeTotalCount ? " with total" : "")}", keys.Count);
        return Task.FromResult<IReadOnlyDictionary<int, Connection<Item>>>(
            keys.Where(key => key % 4 != 3).ToDictionary(key => key, key => Pages.Of(key, page)));
    }
}

public sealed class FailingDataLoader(LoadLog log) : BatchDataLoader<int, Item>
{
    protected override async Task<IReadOnlyDictionary<int, Item>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
    {
        log.Add("failing", keys.Count);
        await Task.Yield();
        throw new CodedFault("The batch failed.");
    }
}

/// <summary>Cuts pages of numbers.</summary>
internal static class Pages
{
    public static Connection<Item> Of(int start, PageArguments page)
    {
        var from = page.After is { } after ? int.Parse(after, System.Globalization.CultureInfo.InvariantCulture) : start;
        var edges = Enumerable.Range(from + 1, Math.Min(page.Size, 2))
            .Select(number => new Edge<Item>(new Item(number), number.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .ToArray();
        return new Connection<Item>(
            edges, new PageInfo(true, page.After is not null, edges[0].Cursor, edges[^1].Cursor), page.IncludeTotalCount ? 1000 : null);
    }
}
