using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.Labels;

/// <summary>A new label.</summary>
internal sealed record LabelCreateInput
{
    /// <summary>An id made by the client: a global id of type Label over a UUID of version 7 that no label has yet. Where none is given, the server makes one.</summary>
    [ID<Label>]
    public Guid? Id { get; init; }

    /// <summary>The name, 1 to 64 characters, unlike that of any other label of the same team or of the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>The color, such as <c>#5e6ad2</c>.</summary>
    public required string Color { get; init; }

    /// <summary>The team whose issues may have the label; where none is given, issues of any team may.</summary>
    [ID<ITeam>]
    public Guid? TeamId { get; init; }
}
