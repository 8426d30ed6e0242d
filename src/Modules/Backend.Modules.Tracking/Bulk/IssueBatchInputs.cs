using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;

namespace Backend.Modules.Tracking.Bulk;

/// <summary>Many new issues.</summary>
internal sealed record IssueBatchCreateInput
{
    /// <summary>The issues, 1 to 20,000; more than 1,000 are created by a job. A parent may be one that stands before in the list, with an id made by the client.</summary>
    public required IReadOnlyList<IssueCreateInput> Issues { get; init; }

    /// <summary>What happens where some of them cannot be created.</summary>
    public BatchErrorPolicy ErrorPolicy { get; init; } = BatchErrorPolicy.RejectAll;
}

/// <summary>The same changes to many issues. What is left out stays as it is; null clears.</summary>
internal sealed record IssueBatchUpdateInput
{
    /// <summary>The issues, 1 to 20,000; not together with <c>filter</c>.</summary>
    [ID<Issue>]
    public IReadOnlyList<Guid>? Ids { get; init; }

    /// <summary>Which issues, as a list shows them: without archived ones, and trashed ones only if it asks for <c>trashedAt</c>. Not together with <c>ids</c>.</summary>
    public IssueFilter? Filter { get; init; }

    /// <summary>What happens where some of them cannot be changed.</summary>
    public BatchErrorPolicy ErrorPolicy { get; init; } = BatchErrorPolicy.RejectAll;

    /// <summary>The state; issues of a team that does not have it fail.</summary>
    [ID<WorkflowState>]
    public Optional<Guid> StateId { get; init; }

    /// <summary>The priority: 0 none, 1 low, 2 medium, 3 high, 4 urgent.</summary>
    public Optional<int> Priority { get; init; }

    /// <summary>How much work it is, in whatever unit the team counts.</summary>
    public Optional<int?> Estimate { get; init; }

    /// <summary>Who works on it, an active member of the workspace.</summary>
    [ID<IUser>]
    public Optional<Guid?> AssigneeId { get; init; }

    /// <summary>The issue that they are parts of.</summary>
    [ID<Issue>]
    public Optional<Guid?> ParentId { get; init; }

    /// <summary>The labels that they have from now on.</summary>
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
}
