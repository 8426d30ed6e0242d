using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Events;
using Backend.Platform.Live;

namespace Backend.Modules.Workspaces.Changes;

/// <summary>A change of the workspace's objects, of whatever kind.</summary>
internal sealed class Change(VisibleChange change) : IPlacedEvent
{
    /// <summary>Its place in the workspace's change feed.</summary>
    public SyncId SyncId { get; } = new(change.Event.Sequence);

    /// <summary>
    /// What happened, such as <c>issue.updated</c>. A type that ends in <c>.removed</c> says that the object went out of the viewer's sight.
    /// </summary>
    public string Type { get; } = change.Type;

    /// <summary>The global id of the object, also of one that is gone.</summary>
    [ID]
    public string NodeId { get; } = change.NodeId;

    /// <summary>The fields that changed; empty for what was created or deleted, or went out of sight.</summary>
    public IReadOnlyList<FieldChange> Fields { get; } = change.Changes;

    /// <summary>When.</summary>
    public DateTimeOffset OccurredAt { get; } = change.Event.OccurredAt;

    [GraphQLIgnore]
    public Guid? ActorId { get; } = change.Event.ActorId;

    /// <inheritdoc />
    [GraphQLIgnore]
    public string? TraceParent { get; } = change.Event.TraceParent;
}

/// <summary>A page of the change feed.</summary>
internal sealed class ChangeList(ChangePage page)
{
    /// <summary>The changes that the viewer may know of, in their order. There may be fewer than asked for, or none, though more follow.</summary>
    [ListSize(PageArguments.MaxSize)]
    public IReadOnlyList<Change> Nodes { get; } = [.. page.Changes.Select(change => new Change(change))];

    /// <summary>The place to go on from: the <c>since</c> of the next page, or of a subscription.</summary>
    public SyncId SyncId { get; } = page.SyncId;

    /// <summary>Whether more changes follow.</summary>
    public bool HasMore { get; } = page.HasMore;
}

[ObjectType<Change>]
internal static class ChangeType
{
    /// <summary>Who did it; null for the system.</summary>
    public static DataLoaderResult<IUser?> GetActor([Parent] Change change, IUserByIdDataLoader users) => users.Load(change.ActorId);
}
