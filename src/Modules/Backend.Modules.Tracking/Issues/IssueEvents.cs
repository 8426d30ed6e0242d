using Backend.Platform.Events;

namespace Backend.Modules.Tracking.Issues;

/// <summary>How the change feed names what happens to issues.</summary>
internal static class IssueEvents
{
    public const string Prefix = "issue.";
    public const string Created = "issue.created";
    public const string Deleted = "issue.deleted";

    /// <summary>The issue is due today or tomorrow. Nothing about it has changed: a reminder, for those who send some.</summary>
    public const string DueSoon = "issue.due_soon";

    /// <summary>The issue was due yesterday or before. A reminder like <see cref="DueSoon"/>.</summary>
    public const string Overdue = "issue.overdue";

    /// <summary>The field of every event that names the issue's team.</summary>
    public const string TeamId = "teamId";

    public static string Of(IssueChangeAction action) => action switch
    {
        IssueChangeAction.Updated => "issue.updated",
        IssueChangeAction.Archived => "issue.archived",
        IssueChangeAction.Unarchived => "issue.unarchived",
        IssueChangeAction.Trashed => "issue.trashed",
        IssueChangeAction.Restored => "issue.restored",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "This is not told as a change of fields."),
    };

    public static bool IsIssueEvent(PlatformEvent change) => change.Type.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What an event tells; null for one that is not about an issue's own fields.</summary>
    public static IssueChangeAction? ActionOf(PlatformEvent change) => change.Type switch
    {
        Created => IssueChangeAction.Created,
        "issue.updated" => IssueChangeAction.Updated,
        "issue.archived" => IssueChangeAction.Archived,
        "issue.unarchived" => IssueChangeAction.Unarchived,
        "issue.trashed" => IssueChangeAction.Trashed,
        "issue.restored" => IssueChangeAction.Restored,
        Deleted => IssueChangeAction.Deleted,
        _ => null,
    };
}
