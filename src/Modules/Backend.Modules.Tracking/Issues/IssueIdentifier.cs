namespace Backend.Modules.Tracking.Issues;

/// <summary>An identifier that an issue had in another team, and by which it is still found.</summary>
internal sealed class IssueIdentifier
{
    private IssueIdentifier()
    {
    }

    public Guid WorkspaceId { get; private init; }

    public string Identifier { get; private init; } = string.Empty;

    public Guid IssueId { get; private init; }

    public DateTimeOffset LeftAt { get; private init; }

    public static IssueIdentifier Create(Issue issue, DateTimeOffset now) =>
        new() { WorkspaceId = issue.WorkspaceId, Identifier = issue.Identifier, IssueId = issue.Id, LeftAt = now };
}
