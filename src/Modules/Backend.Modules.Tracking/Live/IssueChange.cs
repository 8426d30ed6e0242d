using Backend.GraphQL;
using Backend.Modules.Tracking.Issues;
using Backend.Platform.Events;

namespace Backend.Modules.Tracking.Live;

/// <summary>A change of an issue, as it happens.</summary>
internal sealed class IssueChange : IPlacedEvent
{
    /// <summary>The place in the workspace's change feed: what to send as <c>since</c> after a break.</summary>
    public required SyncId SyncId { get; init; }

    /// <summary>What happened.</summary>
    public required IssueChangeAction Action { get; init; }

    /// <summary>The issue.</summary>
    [ID<Issue>]
    public required Guid IssueId { get; init; }

    /// <summary>What was changed.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who did it; null for the system.</summary>
    public required Guid? ActorId { get; init; }

    /// <inheritdoc />
    [GraphQLIgnore]
    public string? TraceParent { get; init; }

    /// <summary>Whether the issue may be shown with the change.</summary>
    [GraphQLIgnore]
    public required bool ShowsIssue { get; init; }
}
