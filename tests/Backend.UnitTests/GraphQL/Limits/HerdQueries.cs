using Backend.GraphQL;

namespace Backend.UnitTests.GraphQL.Limits;

/// <summary>Fields whose cost is worth asking for.</summary>
[QueryType]
public static class HerdQueries
{
    /// <summary>The animals in pages.</summary>
    [AllowAnonymous]
    [UseConnection]
    public static Connection<Animal> GetHerd(PageArguments page, Zoo zoo) => Herd.Page(zoo.Animals.Take(page.Size));

    /// <summary>A list without pages.</summary>
    [AllowAnonymous]
    [ListSize(7)]
    [Cost(2.5)]
    public static IReadOnlyList<Animal> GetFlock(Zoo zoo) => [.. zoo.Animals.Take(7)];

    /// <summary>Waits until it is told to stop.</summary>
    [AllowAnonymous]
    public static async Task<string> GetSlowAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }
}

[ObjectType<Animal>]
public static class AnimalFriends
{
    /// <summary>Other animals.</summary>
    [UseConnection]
    public static Connection<Animal> GetFriends([Parent] Animal animal, PageArguments page, Zoo zoo) =>
        Herd.Page(zoo.Animals.Where(other => other != animal).Take(page.Size));
}

internal static class Herd
{
    public static Connection<Animal> Page(IEnumerable<Animal> animals) =>
        new([.. animals.Select(animal => new Edge<Animal>(animal, animal.Name))], new PageInfo(false, false, null, null), null);
}
