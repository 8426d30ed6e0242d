using Backend.GraphQL;

namespace Backend.Modules.Tracking.Labels;

/// <summary>A label to delete.</summary>
internal sealed record LabelDeleteInput
{
    /// <summary>The label. Issues that have it lose it.</summary>
    [ID<Label>]
    public required Guid Id { get; init; }
}
