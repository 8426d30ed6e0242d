using Backend.GraphQL;

namespace Backend.Modules.Tracking.Labels;

/// <summary>Changes to a label. What is left out stays as it is.</summary>
internal sealed record LabelUpdateInput
{
    /// <summary>The label.</summary>
    [ID<Label>]
    public required Guid Id { get; init; }

    /// <summary>The name, 1 to 64 characters, unlike that of any other label of the same team or of the workspace.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>The color, such as <c>#5e6ad2</c>.</summary>
    public Optional<string> Color { get; init; }

    /// <summary>The version that the change builds on; left out, the change is made whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}
