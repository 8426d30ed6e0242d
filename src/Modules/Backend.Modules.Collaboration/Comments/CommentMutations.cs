using Backend.Contracts.Access;
using Backend.Contracts.Tracking;
using Backend.GraphQL;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Collaboration.Comments;

[MutationType]
[Authorize(CommentPermissions.Write)]
[Error<NotFoundError>]
internal static class CommentMutations
{
    /// <summary>Writes a comment on an issue.</summary>
    [Error<ValidationError>]
    public static async Task<Comment> CommentCreateAsync(
        CommentCreateInput input, BackendDbContext db, IIssueDirectory issues, IAccessPolicy access, VisibleComments comments, Viewer viewer, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var issue = await issues.GetVisibleAsync(input.IssueId, ["input", "issueId"], cancellationToken);
        access.Demand(CommentPermissions.Write, issue.TeamId, issue.Id);
        var parent = input.ParentId is { } parentId ? await comments.GetAsync(parentId, "parentId", cancellationToken) : null;
        await db.Comments.DemandFreeAsync(input.Id, cancellationToken);
        var comment = Comment.Create(
            viewer.RequiredWorkspaceId, input.Id, issue.Id, parent, viewer.RequiredUserId, input.BodyMarkdown, clock.GetUtcNow());
        db.Add(comment);
        return comment;
    }

    /// <summary>Changes the text of one's own comment.</summary>
    [Error<ValidationError>]
    [Error<ForbiddenError>]
    [Error<ConflictError>]
    public static async Task<Comment> CommentUpdateAsync(
        CommentUpdateInput input, VisibleComments comments, Viewer viewer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var comment = await comments.GetAsync(input.Id, "id", cancellationToken);
        comment.Edit(input.BodyMarkdown, viewer.RequiredUserId, input.ExpectedVersion, clock.GetUtcNow());
        return comment;
    }

    /// <summary>Deletes one's own comment (an admin: any), with its answers.</summary>
    [Error<ForbiddenError>]
    public static async Task<Comment> CommentDeleteAsync(
        CommentDeleteInput input, BackendDbContext db, VisibleComments comments, Viewer viewer, CancellationToken cancellationToken)
    {
        var comment = await comments.GetAsync(input.Id, "id", cancellationToken);
        comment.Delete(viewer.RequiredUserId, moderates: comment.AuthorId != viewer.UserId && await comments.MayModerateAsync(comment, cancellationToken));
        // The answers go with it, each with an event of its own, for those who watch them.
        foreach (var answer in await comments.Query().Where(answer => answer.ParentId == comment.Id).ToListAsync(cancellationToken))
        {
            answer.Delete(viewer.RequiredUserId, moderates: true);
            db.Remove(answer);
        }

        db.Remove(comment);
        return comment;
    }

    /// <summary>Closes a thread.</summary>
    [Error<ValidationError>]
    public static async Task<Comment> CommentResolveAsync(
        CommentResolveInput input, VisibleComments comments, Viewer viewer, TimeProvider clock, CancellationToken cancellationToken)
    {
        var comment = await comments.GetAsync(input.Id, "id", cancellationToken);
        comment.Resolve(viewer.RequiredUserId, clock.GetUtcNow());
        return comment;
    }

    /// <summary>Opens a thread again.</summary>
    [Error<ValidationError>]
    public static async Task<Comment> CommentReopenAsync(CommentReopenInput input, VisibleComments comments, CancellationToken cancellationToken)
    {
        var comment = await comments.GetAsync(input.Id, "id", cancellationToken);
        comment.Reopen();
        return comment;
    }
}
