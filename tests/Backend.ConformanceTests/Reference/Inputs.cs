using Backend.GraphQL;

namespace Backend.ConformanceTests.Reference;

/// <summary>Every input type, nullable and not, with and without defaults.</summary>
public sealed class EveryInput
{
    public required int Whole { get; init; }

    public int? MaybeWhole { get; init; }

    public int WithDefault { get; init; } = 42;

    public string TextWithDefault { get; init; } = "said \"so\"";

    public Shade ShadeWithDefault { get; init; } = Shade.HalfTone;

    public double? Real { get; init; }

    public bool? Truth { get; init; }

    public Optional<string?> OptionalText { get; init; }

    public Optional<int> OptionalWhole { get; init; }

    public DateTimeOffset? Time { get; init; }

    public DateOnly? Day { get; init; }

    public DateOrDuration? DayOrDuration { get; init; }

    public DateTimeOrDuration? TimeOrDuration { get; init; }

    public SyncId? Position { get; init; }

    public Uri? Link { get; init; }

    public EmailAddress? Address { get; init; }

    [ID("Item")]
    public Guid? Reference { get; init; }

    public IReadOnlyList<int>? Wholes { get; init; }

    public IReadOnlyList<IReadOnlyList<Shade?>>? Shades { get; init; }

    public EveryInput? Nested { get; init; }

    public IReadOnlyList<ChoiceInput>? Choices { get; init; }
}

/// <summary>One of these.</summary>
[OneOf]
public sealed class ChoiceInput
{
    public int? Whole { get; init; }

    public string? Text { get; init; }

    public Shade? Shade { get; init; }

    public IReadOnlyList<int?>? List { get; init; }

    public EveryInput? Every { get; init; }
}
