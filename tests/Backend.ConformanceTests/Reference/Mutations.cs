using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>What the mutations of one operation did, in order.</summary>
public sealed class Journal
{
    private readonly List<string> entries = [];

    /// <summary>Adds an entry.</summary>
    /// <returns>All entries until then, which shows the order of what ran.</returns>
    public string Add(string entry)
    {
        entries.Add(entry);
        return string.Join(' ', entries);
    }
}

/// <summary>What a mutation did.</summary>
public sealed record Deed(int Number, string Before);

/// <summary>Fields that show when they ran.</summary>
[ObjectType<Deed>]
public static class DeedType
{
    public static string GetSeen([Parent] Deed deed, Journal journal) => journal.Add($"seen{deed.Number}");

    public static DataLoaderResult<string> GetLoaded([Parent] Deed deed, ItemByNumberDataLoader items, Journal journal) =>
        items.Load(deed.Number).Then(_ => journal.Add($"loaded{deed.Number}"));

    public static int GetFailing([Parent] Deed deed) => Faults.Sometimes(deed.Number, 1);

    public static Item GetItem([Parent] Deed deed) => new(deed.Number);
}

/// <summary>Where changes begin.</summary>
[MutationType]
[AllowAnonymous]
public static class Mutations
{
    public static async Task<Deed> Do(int number, Journal journal)
    {
        await Task.Yield();
        return new Deed(number, journal.Add($"do{number}"));
    }

    [Error<DeclaredError>]
    [Error<SeveralError>]
    public static Deed? Try(int number, Journal journal) => (number % 6) switch
    {
        1 => throw new DeclaredFault(number),
        2 => throw new SeveralFault(),
        3 => throw new CodedFault("Not declared."),
        4 => throw new InvalidOperationException("the password is 1234"),
        _ => new Deed(number, journal.Add($"try{number}")),
    };

    [PayloadField("text")]
    public static string Write(EveryInput input, Journal journal) => Echo.Of(("input", input), ("journal", journal.Add("write")));
}
