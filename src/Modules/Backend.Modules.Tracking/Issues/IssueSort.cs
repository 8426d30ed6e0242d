using Backend.GraphQL;

namespace Backend.Modules.Tracking.Issues;

/// <summary>Orders issues by one key.</summary>
[OneOf]
internal sealed record IssueSort
{
    /// <summary>By priority; DESC puts the urgent ones first.</summary>
    public SortOrder? Priority { get; init; }

    /// <summary>By title.</summary>
    public SortOrder? Title { get; init; }

    /// <summary>By when they were created.</summary>
    public SortOrder? CreatedAt { get; init; }

    /// <summary>By when they were last changed.</summary>
    public SortOrder? UpdatedAt { get; init; }

    /// <summary>By when they should be done.</summary>
    public SortOrder? DueDate { get; init; }

    /// <summary>By the number within the team.</summary>
    public SortOrder? Number { get; init; }

    /// <summary>By the team's manual order.</summary>
    public SortOrder? Rank { get; init; }

    /// <summary>By the place of the state in the team's workflow.</summary>
    public SortOrder? State { get; init; }

    /// <summary>By estimate.</summary>
    public SortOrder? Estimate { get; init; }
}

internal sealed class IssueSortTranslator : SortTranslator<IssueSort, Issue>
{
    protected override void Translate(IssueSort sort, SortKeys<Issue> keys) => keys
        .Add(sort.Priority, issue => issue.Priority)
        .Add(sort.Title, issue => issue.Title)
        .Add(sort.CreatedAt, issue => issue.CreatedAt)
        .Add(sort.UpdatedAt, issue => issue.UpdatedAt)
        .Add(sort.DueDate, issue => issue.DueDate)
        .Add(sort.Number, issue => issue.Number)
        .Add(sort.Rank, issue => issue.Rank)
        .Add(sort.State, issue => issue.State.Position)
        .Add(sort.Estimate, issue => issue.Estimate);

    protected override void Default(SortKeys<Issue> keys) => keys.Add(issue => issue.CreatedAt, SortDirection.Desc);
}
