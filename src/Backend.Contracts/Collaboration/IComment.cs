using Backend.GraphQL;

namespace Backend.Contracts.Collaboration;

/// <summary>A comment as other modules see it.</summary>
public interface IComment : INode
{
    /// <summary>The issue.</summary>
    [GraphQLIgnore]
    Guid IssueId { get; }

    /// <summary>The comment that it answers; null for one that begins a thread.</summary>
    [GraphQLIgnore]
    Guid? ParentId { get; }

    /// <summary>Who wrote it.</summary>
    [GraphQLIgnore]
    Guid AuthorId { get; }

    /// <summary>The text, in Markdown.</summary>
    string BodyMarkdown { get; }
}

/// <summary>Loads comments by id; one that the viewer may not see is not found.</summary>
public interface ICommentByIdDataLoader : IDataLoader<Guid, IComment>;

/// <summary>The comments of the workspace in whose scope the call is made.</summary>
public interface ICommentDirectory
{
    /// <summary>Some comments by id, for the system's own work: visibility is not asked. One that is gone is left out.</summary>
    Task<IReadOnlyDictionary<Guid, IComment>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}
