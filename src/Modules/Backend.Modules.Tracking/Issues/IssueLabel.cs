namespace Backend.Modules.Tracking.Issues;

/// <summary>The row that puts a label on an issue.</summary>
internal sealed class IssueLabel
{
    public Guid WorkspaceId { get; init; }

    public Guid IssueId { get; init; }

    public Guid LabelId { get; init; }
}
