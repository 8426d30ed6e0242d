using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.GraphQL;

namespace Backend.Modules.Collaboration.Comments;

[ObjectType<Comment>]
internal static class CommentType
{
    /// <summary>The issue.</summary>
    [BindMember(nameof(Comment.IssueId))]
    public static DataLoaderResult<IIssue> GetIssue([Parent] Comment comment, IIssueByIdDataLoader issues) => issues.LoadRequired(comment.IssueId);

    /// <summary>The comment that this one answers; null for one that begins a thread.</summary>
    [BindMember(nameof(Comment.ParentId))]
    public static DataLoaderResult<Comment?> GetParent([Parent] Comment comment, CommentByIdDataLoader comments) => comments.Load(comment.ParentId);

    /// <summary>Who wrote it.</summary>
    [BindMember(nameof(Comment.AuthorId))]
    public static DataLoaderResult<IUser?> GetAuthor([Parent] Comment comment, IUserByIdDataLoader users) => users.Load(comment.AuthorId);

    /// <summary>Who resolved the thread; null while it is open.</summary>
    [BindMember(nameof(Comment.ResolvedById))]
    public static DataLoaderResult<IUser?> GetResolvedBy([Parent] Comment comment, IUserByIdDataLoader users) => users.Load(comment.ResolvedById);

    [NodeResolver]
    public static DataLoaderResult<Comment?> GetById(Guid id, CommentByIdDataLoader comments) => comments.Load(id);
}

[ObjectType<IIssue>]
internal static class IssueComments
{
    /// <summary>What was said about the issue, the oldest first.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<Comment>> GetComments(
        [Parent] IIssue issue, PageArguments page, CommentsByIssueIdDataLoader comments) => comments.Load(issue.Id, page);
}
