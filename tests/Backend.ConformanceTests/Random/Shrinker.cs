using Backend.ConformanceTests.Referee;

namespace Backend.ConformanceTests.Random;

/// <summary>Makes a document smaller while it still shows a difference.</summary>
internal static class Shrinker
{
    private const int MaxRuns = 400;

    /// <summary>Drops selections, one at a time, until each that is left is needed.</summary>
    public static async Task<Comparison> ShrinkAsync(Document document, Comparison found, ExecutorPair executors)
    {
        var runs = 0;
        var smaller = true;
        if (document.Operations.Count > 1 && await TryAsync(document with { Operations = [document.Operations[0]] }, executors) is { } single)
            (document, found) = (document with { Operations = [document.Operations[0]] }, single);
        while (smaller && runs < MaxRuns)
        {
            smaller = false;
            foreach (var set in document.SelectionSets().ToArray())
            {
                for (var index = set.Count - 1; index >= 0 && set.Count > 1 && runs++ < MaxRuns; index--)
                {
                    var dropped = set[index];
                    set.RemoveAt(index);
                    if (await TryAsync(document, executors) is { } still)
                        (smaller, found) = (true, still);
                    else
                        set.Insert(index, dropped);
                }
            }
        }

        return found;
    }

    private static async Task<Comparison?> TryAsync(Document document, ExecutorPair executors)
    {
        var comparison = await executors.CompareAsync(document.ToRequest());
        return comparison.Difference is null ? null : comparison;
    }
}
