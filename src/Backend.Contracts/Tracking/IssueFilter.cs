using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.GraphQL;

namespace Backend.Contracts.Tracking;

/// <summary>Filters by an issue.</summary>
public sealed record IssueFilter : ReferenceFilterInput<IssueFilter>
{
    /// <summary>The id.</summary>
    public IdComparator? Id { get; init; }

    /// <summary>The identifier, such as <c>ENG-42</c>.</summary>
    public StringComparator? Identifier { get; init; }

    /// <summary>The number within the team.</summary>
    public IntComparator? Number { get; init; }

    /// <summary>The title.</summary>
    public StringComparator? Title { get; init; }

    /// <summary>The description.</summary>
    public StringComparator? DescriptionMarkdown { get; init; }

    /// <summary>The priority: 0 none, 1 low, 2 medium, 3 high, 4 urgent.</summary>
    public IntComparator? Priority { get; init; }

    /// <summary>The estimate.</summary>
    public IntComparator? Estimate { get; init; }

    /// <summary>The day by which it should be done.</summary>
    public DateComparator? DueDate { get; init; }

    /// <summary>The day on which work should start.</summary>
    public DateComparator? StartDate { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeComparator? CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeComparator? UpdatedAt { get; init; }

    /// <summary>When work began.</summary>
    public DateTimeComparator? StartedAt { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeComparator? CompletedAt { get; init; }

    /// <summary>When it was canceled.</summary>
    public DateTimeComparator? CanceledAt { get; init; }

    /// <summary>When it was archived. Archived issues are listed with <c>includeArchived</c> only.</summary>
    public DateTimeComparator? ArchivedAt { get; init; }

    /// <summary>When it was put into the trash. A filter that names it sees the trash; any other does not.</summary>
    public DateTimeComparator? TrashedAt { get; init; }

    /// <summary>Where it was imported from.</summary>
    public StringComparator? ExternalSource { get; init; }

    /// <summary>Its id there.</summary>
    public StringComparator? ExternalId { get; init; }

    /// <summary>The state.</summary>
    public WorkflowStateFilter? State { get; init; }

    /// <summary>The team.</summary>
    public TeamFilter? Team { get; init; }

    /// <summary>Who works on it.</summary>
    public UserFilter? Assignee { get; init; }

    /// <summary>Who created it.</summary>
    public UserFilter? Creator { get; init; }

    /// <summary>Its labels.</summary>
    public ListFilter<LabelFilter>? Labels { get; init; }

    /// <summary>The issue that it is a part of.</summary>
    public IssueFilter? Parent { get; init; }
}
