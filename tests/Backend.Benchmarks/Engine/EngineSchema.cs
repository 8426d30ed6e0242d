using System.Globalization;
using Backend.GraphQL;

namespace Backend.Benchmarks.Engine;

/// <summary>An object with eight fields of its own and two that are loaded.</summary>
public sealed record Work : INode
{
    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required string? Note { get; init; }

    public required int Number { get; init; }

    public required double Score { get; init; }

    public required bool Done { get; init; }

    public required WorkKind Kind { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    [GraphQLIgnore]
    public required int Owner { get; init; }

    internal static IReadOnlyList<Work> All { get; } =
    [
        .. Enumerable.Range(0, 50).Select(index => new Work
        {
            Id = new Guid(index, 0, 0, new byte[8]),
            Title = string.Create(CultureInfo.InvariantCulture, $"The title of work number {index}"),
            Note = index % 3 == 0 ? null : "A note",
            Number = index,
            Score = index / 4.0,
            Done = index % 2 == 0,
            Kind = (WorkKind)(index % 2),
            CreatedAt = DateTimeOffset.UnixEpoch.AddHours(index),
            Owner = index % 10,
        }),
    ];

    internal static Connection<Work> Page { get; } = new(
        [.. All.Select(work => new Edge<Work>(work, work.Title))], new PageInfo(true, false, All[0].Title, All[^1].Title), null);
}

/// <summary>A kind of work.</summary>
public enum WorkKind
{
    /// <summary>It can be put off.</summary>
    Chore,

    /// <summary>It cannot.</summary>
    Duty,
}

/// <summary>An object that is loaded.</summary>
public sealed record Worker(int Number, string Name, bool Active);

public sealed class WorkerDataLoader : BatchDataLoader<int, Worker>
{
    private static readonly Worker[] Workers = [.. Enumerable.Range(0, 20).Select(number => new Worker(number, $"Worker {number}", true))];

    protected override Task<IReadOnlyDictionary<int, Worker>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<int, Worker>>(keys.ToDictionary(key => key, key => Workers[key]));
}

[ObjectType<Work>]
public static class WorkType
{
    public static DataLoaderResult<Worker> GetOwner([Parent] Work work, WorkerDataLoader workers) => workers.LoadRequired(work.Owner);

    public static DataLoaderResult<Worker> GetReviewer([Parent] Work work, WorkerDataLoader workers) => workers.LoadRequired(work.Owner + 10);
}

[QueryType]
[AllowAnonymous]
public static class EngineQueries
{
    public static string GetHello() => "world";

    public static IReadOnlyList<Work> GetWorks() => Work.All;

    [UseConnection]
    public static Connection<Work> GetWorkPage(PageArguments page, bool? done) => Work.Page;
}
