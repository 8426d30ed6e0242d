using Backend.Contracts.Collaboration;
using Backend.GraphQL;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Collaboration.Comments;

internal static class CommentDataLoaders
{
    [DataLoader(Implements = typeof(ICommentByIdDataLoader))]
    public static Task<Dictionary<Guid, IComment>> GetCommentByIdAsync(
        IReadOnlyList<Guid> ids, VisibleComments comments, ISelection selection, CancellationToken cancellationToken) =>
        comments.Query().Where(comment => ids.Contains(comment.Id)).SelectMembers(selection)
            .ToDictionaryAsync(comment => comment.Id, IComment (comment) => comment, cancellationToken);

    [DataLoader]
    public static Task<Dictionary<Guid, Connection<Comment>>> GetCommentsByIssueIdAsync(
        IReadOnlyList<Guid> ids, PageArguments page, VisibleComments comments, ISelection selection, CancellationToken cancellationToken) =>
        comments.Query().Where(comment => ids.Contains(comment.IssueId)).ToConnectionsByKeyAsync(
            comment => comment.IssueId, comment => comment, page, new SortKeys<Comment>().Add(comment => comment.CreatedAt), cancellationToken, selection);
}
