using Backend.GraphQL;
using Backend.Platform.Events;

namespace Backend.Platform.Persistence;

/// <summary>
/// An entity that a workspace owns. Its key is (workspace, id), so that the database can be distributed by workspace. The
/// methods that change it raise the change events; saving writes them to the change feed in the same transaction.
/// </summary>
public abstract class WorkspaceEntity : INode
{
    private readonly List<ChangeEvent> raised = [];

    /// <summary>The workspace that owns it.</summary>
    [GraphQLIgnore]
    public Guid WorkspaceId { get; protected init; }

    /// <inheritdoc />
    public Guid Id { get; protected init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset CreatedAt { get; protected set; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; internal set; }

    /// <summary>Counts its changes, from 1. Send it as <c>expectedVersion</c> to be told when someone else was faster.</summary>
    public int Version { get; internal set; }

    /// <summary>The place of its last change in the workspace's change feed.</summary>
    public SyncId SyncId { get; internal set; }

    /// <summary>The events raised since it was last saved.</summary>
    internal IReadOnlyList<ChangeEvent> Raised => raised;

    /// <summary>Records what a method did.</summary>
    protected void Raise(ChangeEvent change) => raised.Add(change);

    /// <summary>Forgets the events, which are saved now.</summary>
    internal void ClearRaised() => raised.Clear();
}
