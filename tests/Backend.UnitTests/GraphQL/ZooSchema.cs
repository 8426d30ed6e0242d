using Backend.GraphQL;

namespace Backend.UnitTests.GraphQL;

/// <summary>A small business to compose a schema of: animals in houses.</summary>
public sealed class Zoo
{
    public List<Animal> Animals { get; } = [.. Enumerable.Range(1, 9).Select(number => new Animal
    {
        Id = new Guid(number, 0, 0, new byte[8]), Name = $"Animal {number}", Kind = number % 2 == 0 ? AnimalKind.SeaLion : AnimalKind.Bear,
        HouseId = new Guid(100 + number % 3, 0, 0, new byte[8]),
    })];

    public List<string> Calls { get; } = [];
}

/// <summary>What an animal is.</summary>
public enum AnimalKind
{
    /// <summary>Likes honey.</summary>
    Bear,

    /// <summary>Likes fish.</summary>
    SeaLion,
}

/// <summary>What others know of a house.</summary>
public interface IHouse : INode
{
    /// <summary>The name on the door.</summary>
    string Name { get; }
}

/// <summary>Where animals live.</summary>
public sealed class House : IHouse
{
    public Guid Id { get; init; }

    public string Name { get; init; } = string.Empty;
}

/// <summary>Who lives in the zoo.</summary>
public sealed class Animal : INode
{
    public Guid Id { get; init; }

    /// <summary>What it is called.</summary>
    public string Name { get; set; } = string.Empty;

    public string? Nickname { get; set; }

    public AnimalKind Kind { get; init; }

    public Guid HouseId { get; init; }

    [GraphQLIgnore]
    public string Secret { get; } = "hidden";
}

/// <summary>What the vet wrote, for those who may read it.</summary>
[Authorize("zoo:vet")]
public sealed record VetReport(string Text) : IZooRecord;

/// <summary>What visitors wrote.</summary>
public sealed record GuestNote(string Text) : IZooRecord;

/// <summary>What is written of an animal.</summary>
[InterfaceType]
public interface IZooRecord
{
    /// <summary>The words.</summary>
    string Text { get; }
}

public sealed record AnimalFilter : FilterInput<AnimalFilter>
{
    public StringComparator? Name { get; init; }

    public EnumComparator<AnimalKind>? Kind { get; init; }
}

[OneOf]
public sealed record AnimalSort
{
    public SortOrder? Name { get; init; }
}

public sealed record AnimalRenameInput
{
    [ID<Animal>]
    public required Guid Id { get; init; }

    public Optional<string> Name { get; init; }

    public Optional<string?> Nickname { get; init; }
}

public sealed record TooLongError(string Message) : IError
{
    public string Code => "TOO_LONG";

    public IReadOnlyList<string> Path => ["input", "name"];

    public static TooLongError CreateErrorFrom(TooLongException exception) => new(exception.Message);
}

public sealed class TooLongException(string message) : Exception(message);

[QueryType]
public static class ZooQueries
{
    /// <summary>All animals.</summary>
    /// <param name="zoo">A service.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="loud">Whether to shout.</param>
    [AllowAnonymous]
    public static IReadOnlyList<Animal> GetAnimals(Zoo zoo, AnimalFilter? filter = null, IReadOnlyList<AnimalSort>? sort = null, bool loud = false) =>
        [.. zoo.Animals.Where(animal => filter?.Kind?.Eq is not { } kind || animal.Kind == kind).Take(loud || sort is not null ? 1 : 9)];

    [Authorize("zoo:close")]
    public static string GetSecretPlan() => "close at five";

    [Authorize]
    public static string GetName() => "zoo";

    [AllowAnonymous]
    public static string GetBroken() => throw new InvalidOperationException("the password is 1234");
}

[ObjectType<VetReport>]
public static class VetReportType
{
    public static int GetLength([Parent] VetReport report) => report.Text.Length;
}

[ObjectType<GuestNote>]
public static class GuestNoteType
{
    public static int GetLength([Parent] GuestNote note) => note.Text.Length;
}

[ObjectType<Animal>]
public static class AnimalType
{
    /// <summary>The latest report.</summary>
    public static VetReport? GetReport([Parent] Animal animal, Zoo zoo)
    {
        zoo.Calls.Add("report");
        return new VetReport($"{animal.Name} is well");
    }

    /// <summary>All that is written.</summary>
    public static IReadOnlyList<IZooRecord?> GetRecords([Parent] Animal animal) => [new VetReport("well"), new GuestNote("cute")];

    /// <summary>What it eats, a secret.</summary>
    [Authorize("zoo:feed")]
    public static string? GetFood([Parent] Animal animal) => "fish";

    /// <summary>What it must eat, a secret.</summary>
    [Authorize("zoo:feed")]
    public static string GetDiet([Parent] Animal animal) => "fish";

    [BindMember(nameof(Animal.HouseId))]
    public static DataLoaderResult<IHouse> GetHouse([Parent] Animal animal, HouseByIdDataLoader houses) => houses.LoadRequired(animal.HouseId);

    [NodeResolver]
    public static DataLoaderResult<Animal?> GetById(Guid id, Zoo zoo) =>
        DataLoaderResult.FromValue(zoo.Animals.Find(animal => animal.Id == id));
}

[ObjectType<IHouse>]
public static class HouseType
{
    /// <summary>Who lives there.</summary>
    public static DataLoaderResult<IReadOnlyList<Animal>> GetAnimals([Parent] IHouse house, AnimalsByHouseDataLoader animals) =>
        animals.Load(house.Id)!;
}

[ObjectType<House>]
public static class HouseSizeType
{
    public static int GetSize([Parent] House house) => house.Name.Length;
}

public sealed class HouseByIdDataLoader(Zoo zoo) : BatchDataLoader<Guid, IHouse>
{
    protected override Task<IReadOnlyDictionary<Guid, IHouse>> LoadBatchAsync(IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        zoo.Calls.Add($"houses {keys.Count}");
        return Task.FromResult<IReadOnlyDictionary<Guid, IHouse>>(keys.ToDictionary(key => key, IHouse (key) => new House { Id = key, Name = $"House {key.ToByteArray()[0]}" }));
    }
}

public sealed class AnimalsByHouseDataLoader(Zoo zoo) : GroupDataLoader<Guid, Animal>
{
    protected override Task<ILookup<Guid, Animal>> LoadGroupedBatchAsync(IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        zoo.Calls.Add($"animals of {keys.Count}");
        return Task.FromResult(zoo.Animals.ToLookup(animal => animal.HouseId));
    }
}

[MutationType]
public static class ZooMutations
{
    [AllowAnonymous]
    [Error<TooLongError>]
    public static async Task<Animal> AnimalRenameAsync(AnimalRenameInput input, Zoo zoo)
    {
        await Task.Yield();
        var animal = zoo.Animals.Single(candidate => candidate.Id == input.Id);
        if (input.Name.TryGet(out var name) && name.Length > 10)
            throw new TooLongException("Too long.");
        animal.Name = input.Name.Or(animal.Name);
        animal.Nickname = input.Nickname.Or(animal.Nickname);
        return animal;
    }
}

[SubscriptionType]
public static class ZooSubscriptions
{
    [AllowAnonymous]
    [Subscribe(With = nameof(Count))]
    public static Animal AnimalSeen([EventMessage] int number, Zoo zoo) => zoo.Animals[number];

    public static async IAsyncEnumerable<int> Count(int from, SyncId? since)
    {
        for (var number = from; number < from + 3; number++)
        {
            await Task.Yield();
            yield return number + (int)(since?.Value ?? 0);
        }

        if (from == 2)
            throw new BadUserInputException("Enough.");
    }
}
