using Backend.Contracts.Collaboration;
using Backend.Contracts.Identity;
using Backend.GraphQL;
using Backend.Platform.Events;

namespace Backend.Modules.Collaboration.Comments;

/// <summary>What happened to a comment.</summary>
internal enum CommentChangeAction
{
    /// <summary>It was written.</summary>
    Created,

    /// <summary>Its text was changed.</summary>
    Updated,

    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>Its thread was closed.</summary>
    Resolved,

    /// <summary>Its thread was opened again.</summary>
    Reopened,
}

/// <summary>Something that happened to a comment of an issue that is watched.</summary>
internal sealed record CommentChange : IPlacedEvent
{
    /// <summary>The place of the change in the workspace's change feed; send it as <c>since</c> to go on from here.</summary>
    public required SyncId SyncId { get; init; }

    /// <summary>What happened.</summary>
    public required CommentChangeAction Action { get; init; }

    /// <summary>The comment's id, which also one that is gone has.</summary>
    [ID<Comment>]
    public required Guid CommentId { get; init; }

    /// <inheritdoc />
    [GraphQLIgnore]
    public required DateTimeOffset OccurredAt { get; init; }

    /// <inheritdoc />
    [GraphQLIgnore]
    public string? TraceParent { get; init; }

    [GraphQLIgnore]
    public required Guid? ActorId { get; init; }

    /// <summary>The change that an event of the feed tells of; null where it tells of something else than a comment.</summary>
    public static CommentChange? From(PlatformEvent change)
    {
        CommentChangeAction? action = change.Type switch
        {
            "comment.created" => CommentChangeAction.Created,
            "comment.updated" => CommentChangeAction.Updated,
            "comment.deleted" => CommentChangeAction.Deleted,
            "comment.resolved" => CommentChangeAction.Resolved,
            "comment.reopened" => CommentChangeAction.Reopened,
            _ => null,
        };
        return action is { } known
            ? new CommentChange
            {
                SyncId = new SyncId(change.Sequence),
                Action = known,
                CommentId = change.Subject,
                OccurredAt = change.OccurredAt,
                ActorId = change.ActorId,
                TraceParent = change.TraceParent,
            }
            : null;
    }
}

[ObjectType<CommentChange>]
internal static class CommentChangeType
{
    /// <summary>The comment as it is now; null where it is gone.</summary>
    [DependsOnRightsOnly]
    public static DataLoaderResult<IComment?> GetComment([Parent] CommentChange change, CommentByIdDataLoader comments) => comments.Load(change.CommentId);

    /// <summary>Who did it; null for the system.</summary>
    [DependsOnRightsOnly]
    public static DataLoaderResult<IUser?> GetActor([Parent] CommentChange change, IUserByIdDataLoader users) => users.Load(change.ActorId);
}
