using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.Labels;

/// <summary>A new label.</summary>
internal sealed record LabelCreateInput
{
    /// <summary>The name, 1 to 64 characters, unlike that of any other label of the same team or of the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>The color, such as <c>#5e6ad2</c>.</summary>
    public required string Color { get; init; }

    /// <summary>The team whose issues may have the label; where none is given, issues of any team may.</summary>
    [ID<ITeam>]
    public Guid? TeamId { get; init; }
}
