using Backend.Contracts.Access;
using Backend.Contracts.Collaboration;
using Backend.Contracts.Identity;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Security;

namespace Backend.Modules.Collaboration.Comments;

[ObjectType<Comment>]
internal static class CommentType
{
    /// <summary>The issue.</summary>
    [BindMember(nameof(Comment.IssueId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<IIssue> GetIssue([Parent] Comment comment, IIssueByIdDataLoader issues) => issues.LoadRequired(comment.IssueId);

    /// <summary>The comment that this one answers; null for one that begins a thread.</summary>
    [BindMember(nameof(Comment.ParentId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<IComment?> GetParent([Parent] Comment comment, CommentByIdDataLoader comments) => comments.Load(comment.ParentId);

    /// <summary>Who wrote it.</summary>
    [BindMember(nameof(Comment.AuthorId))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<IUser?> GetAuthor([Parent] Comment comment, IUserByIdDataLoader users) => users.Load(comment.AuthorId);

    /// <summary>Who resolved the thread; null while it is open.</summary>
    [BindMember(nameof(Comment.ResolvedById))]
    [DependsOnRightsOnly]
    public static DataLoaderResult<IUser?> GetResolvedBy([Parent] Comment comment, IUserByIdDataLoader users) => users.Load(comment.ResolvedById);

    /// <summary>What the viewer may do with it.</summary>
    public static DataLoaderResult<CommentViewerCan> GetViewerCan([Parent] Comment comment, Viewer viewer, IAccessPolicy access, IIssueByIdDataLoader issues)
    {
        var (issueId, isOwn) = (comment.IssueId, comment.AuthorId == viewer.UserId);
        return issues.LoadRequired(issueId).Then(issue =>
        {
            var writes = access.Can(CommentPermissions.Write, issue.TeamId, issueId);
            return new CommentViewerCan(writes && isOwn, writes && (isOwn || access.Can(CommentPermissions.Moderate, issue.TeamId, issueId)), writes);
        });
    }

    [NodeResolver]
    public static DataLoaderResult<IComment?> GetById(Guid id, CommentByIdDataLoader comments) => comments.Load(id);
}

/// <summary>What the viewer may do with a comment.</summary>
/// <param name="Update">Change its text.</param>
/// <param name="Delete">Delete it, with its answers.</param>
/// <param name="Resolve">Close its thread, and open it again.</param>
internal sealed record CommentViewerCan(bool Update, bool Delete, bool Resolve);

[ObjectType<IIssue>]
internal static class IssueComments
{
    /// <summary>What was said about the issue, the oldest first.</summary>
    [UseConnection]
    public static DataLoaderResult<Connection<Comment>> GetComments(
        [Parent] IIssue issue, PageArguments page, CommentsByIssueIdDataLoader comments) => comments.Load(issue.Id, page);
}
