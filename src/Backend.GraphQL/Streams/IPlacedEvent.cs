namespace Backend.GraphQL;

/// <summary>An event of a subscription that is a change of the workspace's log, and has its place there.</summary>
public interface IPlacedEvent
{
    /// <summary>The place.</summary>
    SyncId SyncId { get; }

    /// <summary>When the change was made: how long it took to reach the listeners is measured from then.</summary>
    DateTimeOffset OccurredAt { get; }

    /// <summary>Where the change's trace goes on, as a W3C <c>traceparent</c>; null where it is not traced.</summary>
    string? TraceParent => null;
}
