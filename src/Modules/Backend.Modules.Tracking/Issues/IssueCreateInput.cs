using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;

namespace Backend.Modules.Tracking.Issues;

/// <summary>A new issue.</summary>
internal sealed record IssueCreateInput
{
    /// <summary>An id made by the client: a global id of type Issue over a UUID of version 7 that no issue has yet. Where none is given, the server makes one.</summary>
    [ID<Issue>]
    public Guid? Id { get; init; }

    /// <summary>The team.</summary>
    [ID<ITeam>]
    public required Guid TeamId { get; init; }

    /// <summary>The title, 1 to 512 characters on one line.</summary>
    public required string Title { get; init; }

    /// <summary>The description in Markdown, at most 256 KB.</summary>
    public string? DescriptionMarkdown { get; init; }

    /// <summary>The state, one of the team's; where none is given, its first of category UNSTARTED.</summary>
    [ID<WorkflowState>]
    public Guid? StateId { get; init; }

    /// <summary>The priority: 0 none, 1 low, 2 medium, 3 high, 4 urgent.</summary>
    public int Priority { get; init; }

    /// <summary>How much work it is, in whatever unit the team counts.</summary>
    public int? Estimate { get; init; }

    /// <summary>Who works on it, an active member of the workspace.</summary>
    [ID<IUser>]
    public Guid? AssigneeId { get; init; }

    /// <summary>The issue that it is a part of.</summary>
    [ID<Issue>]
    public Guid? ParentId { get; init; }

    /// <summary>Its labels, of the team or of the workspace.</summary>
    [ID<Label>]
    public IReadOnlyList<Guid>? LabelIds { get; init; }

    /// <summary>The day on which work should start.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>The day by which it should be done.</summary>
    public DateOnly? DueDate { get; init; }
}
