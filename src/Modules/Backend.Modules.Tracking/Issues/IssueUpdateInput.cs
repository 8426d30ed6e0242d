using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Changes to an issue. What is left out stays as it is; null clears.</summary>
internal sealed record IssueUpdateInput
{
    /// <summary>The issue.</summary>
    [ID<Issue>]
    public required Guid Id { get; init; }

    /// <summary>
    /// Another team. The issue gets a number there and is still found by its old identifier; without a <c>stateId</c> it goes to
    /// the state most like its own, and it loses the labels of the old team.
    /// </summary>
    [ID<ITeam>]
    public Optional<Guid> TeamId { get; init; }

    /// <summary>The title, 1 to 512 characters on one line.</summary>
    public Optional<string> Title { get; init; }

    /// <summary>The description in Markdown, at most 256 KB.</summary>
    public Optional<string?> DescriptionMarkdown { get; init; }

    /// <summary>The state, one of the team's.</summary>
    [ID<WorkflowState>]
    public Optional<Guid> StateId { get; init; }

    /// <summary>The priority: 0 none, 1 low, 2 medium, 3 high, 4 urgent.</summary>
    public Optional<int> Priority { get; init; }

    /// <summary>How much work it is, in whatever unit the team counts.</summary>
    public Optional<int?> Estimate { get; init; }

    /// <summary>Who works on it, an active member of the workspace.</summary>
    [ID<IUser>]
    public Optional<Guid?> AssigneeId { get; init; }

    /// <summary>The issue that it is a part of.</summary>
    [ID<Issue>]
    public Optional<Guid?> ParentId { get; init; }

    /// <summary>The labels that it has from now on.</summary>
    [ID<Label>]
    public Optional<IReadOnlyList<Guid>> LabelIds { get; init; }

    /// <summary>Labels to add; not together with <c>labelIds</c>.</summary>
    [ID<Label>]
    public Optional<IReadOnlyList<Guid>> AddedLabelIds { get; init; }

    /// <summary>Labels to take away; not together with <c>labelIds</c>.</summary>
    [ID<Label>]
    public Optional<IReadOnlyList<Guid>> RemovedLabelIds { get; init; }

    /// <summary>The day on which work should start.</summary>
    public Optional<DateOnly?> StartDate { get; init; }

    /// <summary>The day by which it should be done.</summary>
    public Optional<DateOnly?> DueDate { get; init; }

    /// <summary>The version that the change builds on; left out, the change is made whatever happened since.</summary>
    public int? ExpectedVersion { get; init; }
}
