namespace Backend.GraphQL;

/// <summary>An event of a subscription that is a change of the workspace's log, and has its place there.</summary>
public interface IPlacedEvent
{
    /// <summary>The place.</summary>
    SyncId SyncId { get; }

    /// <summary>When the change was made: how long it took to reach the listeners is measured from then.</summary>
    DateTimeOffset OccurredAt { get; }
}
