using Backend.Contracts.Tracking;
using Backend.Modules.Tracking.History;
using Backend.Modules.Tracking.Labels;
using Backend.Modules.Tracking.States;
using Backend.Platform.Persistence;

namespace Backend.Modules.Tracking.Issues;

/// <summary>A piece of work.</summary>
internal sealed partial class Issue : WorkspaceEntity, IIssue
{
    private readonly List<Label> labels = [];
    private readonly List<IssueIdentifier> earlierIdentifiers = [];
    private readonly List<IssueHistory> history = [];

    private Issue()
    {
    }

    /// <summary>The team.</summary>
    public Guid TeamId { get; private set; }

    /// <summary>The number within the team, from 1 and without gaps.</summary>
    public int Number { get; private set; }

    /// <summary>The team's key and the number, such as <c>ENG-42</c>.</summary>
    public string Identifier { get; private set; } = string.Empty;

    /// <summary>The title.</summary>
    public string Title { get; private set; } = string.Empty;

    /// <summary>The description, in Markdown.</summary>
    public string? DescriptionMarkdown { get; private set; }

    /// <summary>The state.</summary>
    public Guid StateId { get; private set; }

    /// <summary>The priority: 0 none, 1 low, 2 medium, 3 high, 4 urgent.</summary>
    public int Priority { get; private set; }

    /// <summary>How much work it is, in whatever unit the team counts.</summary>
    public int? Estimate { get; private set; }

    /// <summary>Who works on it.</summary>
    public Guid? AssigneeId { get; private set; }

    /// <summary>Who created it.</summary>
    public Guid CreatorId { get; private init; }

    /// <summary>The issue that it is a part of.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>The day by which it should be done.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>The day on which work should start.</summary>
    public DateOnly? StartDate { get; private set; }

    /// <summary>The place in the team's manual order: texts that sort character by character.</summary>
    public string Rank { get; private set; } = string.Empty;

    /// <summary>When work began; null while the state is one from before that.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it was done; null unless the state is of category COMPLETED.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>When it was canceled; null unless the state is of category CANCELED.</summary>
    public DateTimeOffset? CanceledAt { get; private set; }

    /// <summary>Where it was imported from.</summary>
    public string? ExternalSource { get; private set; }

    /// <summary>Its id there.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>When it was archived.</summary>
    public DateTimeOffset? ArchivedAt { get; private set; }

    /// <summary>When it was put into the trash.</summary>
    public DateTimeOffset? TrashedAt { get; private set; }

    /// <summary>When it was last taken back from the archive: it does not go there by itself again at once.</summary>
    internal DateTimeOffset? UnarchivedAt { get; private set; }

    internal WorkflowState State { get; private set; } = null!;

    internal Issue? Parent { get; private set; }

    internal IReadOnlyList<Label> Labels => labels;

    internal IReadOnlyList<IssueIdentifier> EarlierIdentifiers => earlierIdentifiers;

    internal IReadOnlyList<IssueHistory> History => history;
}
