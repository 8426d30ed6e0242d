using System.Text.Json.Nodes;
using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>Every scalar, nullable and not, alone and in lists.</summary>
public sealed record Leaves(int Number)
{
    private static readonly int[] Wholes = [0, 1, -1, int.MaxValue, int.MinValue, 1_000_000];
    private static readonly double[] Reals = [0, -0.0, 1, 0.1, -1.5e300, double.Epsilon, double.MaxValue, 1e21, 123456789012345680, 1.0 / 3];
    private static readonly long[] Longs = [0, 1, long.MaxValue, int.MaxValue + 1L];

    private static readonly DateTimeOffset[] Times =
    [
        DateTimeOffset.MinValue, DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, new(2026, 2, 3, 4, 5, 6, 789, TimeSpan.FromHours(5.5)),
        new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero).AddTicks(1),
    ];

    private static readonly string?[] Json =
        [null, "{}", "[]", "{\"a\":[1,2.50,null,true,{\"b\":\"\\u00e9<\"}]}", "\"text\"", "17", "1e400", "false", "{\"z\":1,\"a\":{\"é\":\"\\ud83d\\ude00\"}}"];

    public bool Truth => Number % 2 == 0;

    public bool? MaybeTruth => Number % 3 == 0 ? null : Truth;

    public int Whole => At(Wholes);

    public int? MaybeWhole => Number % 3 == 0 ? null : Whole;

    public double Real => At(Reals);

    public double? MaybeReal => Number % 3 == 1 ? null : Real;

    public string Text => Texts.At(Number);

    public string? MaybeText => Number % 3 == 2 ? null : Text;

    public SyncId Position => new(At(Longs));

    public SyncId? MaybePosition => Number % 3 == 0 ? null : Position;

    public DateTimeOffset Time => At(Times);

    public DateTimeOffset? MaybeTime => Number % 3 == 0 ? null : Time;

    public DateOnly Day => DateOnly.FromDateTime(Time.UtcDateTime);

    public DateOnly? MaybeDay => Number % 3 == 0 ? null : Day;

    public Uri Link => new($"https://example.org/é/{Number}?q=<a b>&x=\"");

    public Uri? MaybeLink => Number % 3 == 0 ? null : Link;

    public EmailAddress Address => new($"o'hara+{Number}@example.org");

    public EmailAddress? MaybeAddress => Number % 3 == 0 ? null : Address;

    public JsonNode? MaybeAny => At(Json) is { } json ? JsonNode.Parse(json) : null;

    public Shade Shade => (Shade)(Number % 5);

    public Shade? MaybeShade => Number % 2 == 0 ? null : Shade;

    [ID("Item")]
    public Guid Reference => new(Number, 1, 2, new byte[8]);

    [ID("Item")]
    public Guid? MaybeReference => Number % 3 == 0 ? null : Reference;

    [ID("Item")]
    public IReadOnlyList<Guid> References => [Reference, Guid.Empty];

    public IReadOnlyList<string> TextList => [Text, Texts.At(Number + 1)];

    public IReadOnlyList<string?>? MaybeTextList => Number % 5 == 0 ? null : [Text, null, ""];

    public List<int?> WholeList => [Whole, null];

    public IReadOnlyList<double> RealList => Reals;

    public IReadOnlyList<Shade> ShadeList => [Shade.Dark, Shade];

    public IReadOnlyList<IReadOnlyList<int>> Matrix => [[1, 2], [], [Number]];

    public IReadOnlyList<IReadOnlyList<int?>?>? MaybeMatrix => Number % 4 == 0 ? null : [null, [], [null, Number]];

    public IReadOnlyList<DateTimeOffset?> TimeList => [Time, null];

    private T At<T>(T[] values) => values[Math.Abs(Number % values.Length)];
}
