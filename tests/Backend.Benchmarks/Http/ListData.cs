using System.Globalization;

namespace Backend.Benchmarks.Http;

/// <summary>An object of the list in memory, which both servers answer with.</summary>
public sealed record ListRow
{
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required string Note { get; init; }

    public required int Rank { get; init; }

    public required int Size { get; init; }

    public required int? Weight { get; init; }

    public required double Score { get; init; }

    public required bool Done { get; init; }

    public required string Color { get; init; }

    public required string? Owner { get; init; }

    internal static IReadOnlyList<ListRow> All { get; } =
    [
        .. Enumerable.Range(0, 100).Select(index => new ListRow
        {
            Code = string.Create(CultureInfo.InvariantCulture, $"R-{index}"),
            Title = string.Create(CultureInfo.InvariantCulture, $"The title of row number {index}"),
            Note = "A note of some length, as notes are.",
            Rank = index,
            Size = index * 37 % 1000,
            Weight = index % 3 == 0 ? null : index,
            Score = index / 4.0,
            Done = index % 2 == 0,
            Color = "#5e6ad2",
            Owner = index % 5 == 0 ? null : "ada",
        }),
    ];
}
