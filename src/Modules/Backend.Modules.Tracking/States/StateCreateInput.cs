using Backend.Contracts.Tracking;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Modules.Tracking.States;

/// <summary>A new workflow state.</summary>
internal sealed record StateCreateInput
{
    /// <summary>An id made by the client: a global id of type WorkflowState over a UUID of version 7 that no state has yet. Where none is given, the server makes one.</summary>
    [ID<WorkflowState>]
    public Guid? Id { get; init; }

    /// <summary>The team.</summary>
    [ID<ITeam>]
    public required Guid TeamId { get; init; }

    /// <summary>The name, 1 to 64 characters, unlike that of any other state of the team.</summary>
    public required string Name { get; init; }

    /// <summary>What the state means.</summary>
    public required StateCategory Category { get; init; }

    /// <summary>The place among the team's states; where none is given, after the last one of the same category, and the states after it move up.</summary>
    public int? Position { get; init; }

    /// <summary>The color, such as <c>#5e6ad2</c>; where none is given, that of the category.</summary>
    public string? Color { get; init; }
}
