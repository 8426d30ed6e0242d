using Backend.Contracts.Tracking;
using Backend.GraphQL;

namespace Backend.Modules.Collaboration.Comments;

/// <summary>A comment to write.</summary>
internal sealed record CommentCreateInput
{
    /// <summary>An id made by the client: a global id of type Comment over a UUID of version 7 that no comment has yet. Where none is given, the server makes one.</summary>
    [ID<Comment>]
    public Guid? Id { get; init; }

    /// <summary>The issue.</summary>
    [ID<IIssue>]
    public required Guid IssueId { get; init; }

    /// <summary>The comment to answer, which must have begun its thread.</summary>
    [ID<Comment>]
    public Guid? ParentId { get; init; }

    /// <summary>The text, in Markdown; at most 64 KB.</summary>
    public required string BodyMarkdown { get; init; }
}

/// <summary>A change of a comment.</summary>
internal sealed record CommentUpdateInput
{
    /// <summary>The comment.</summary>
    [ID<Comment>]
    public required Guid Id { get; init; }

    /// <summary>The new text, in Markdown; at most 64 KB.</summary>
    public required string BodyMarkdown { get; init; }

    /// <summary>The version that was read; another one is a conflict.</summary>
    public int? ExpectedVersion { get; init; }
}

/// <summary>Names a comment to delete.</summary>
internal sealed record CommentDeleteInput
{
    /// <summary>The comment.</summary>
    [ID<Comment>]
    public required Guid Id { get; init; }
}

/// <summary>Names a thread to resolve.</summary>
internal sealed record CommentResolveInput
{
    /// <summary>The comment that began the thread.</summary>
    [ID<Comment>]
    public required Guid Id { get; init; }
}

/// <summary>Names a thread to open again.</summary>
internal sealed record CommentReopenInput
{
    /// <summary>The comment that began the thread.</summary>
    [ID<Comment>]
    public required Guid Id { get; init; }
}
