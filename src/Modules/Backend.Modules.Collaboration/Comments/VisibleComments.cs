using Backend.Contracts.Tracking;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Collaboration.Comments;

/// <summary>Which comments the viewer may see: those of the issues that the viewer may see.</summary>
internal sealed class VisibleComments(BackendDbContext db, IIssueDirectory issues)
{
    public IQueryable<Comment> Query() => Query(CommentPermissions.Read);

    /// <summary>Those with which the viewer may do something.</summary>
    public IQueryable<Comment> Query(string permission)
    {
        var visible = issues.VisibleIds(permission);
        // Asked for each comment's issue by its key: as a list, SQLite would gather every issue first.
        return db.Comments.Where(comment => visible.Any(id => id == comment.IssueId));
    }

    /// <summary>A comment to be changed.</summary>
    /// <exception cref="NotFoundException">There is none, or the viewer may not see it.</exception>
    /// <exception cref="ForbiddenException">The viewer sees it, but may not write on its issue.</exception>
    public async Task<Comment> GetAsync(Guid id, string field, CancellationToken cancellationToken)
    {
        if (await Query(CommentPermissions.Write).SingleOrDefaultAsync(comment => comment.Id == id, cancellationToken) is { } comment)
            return comment;
        throw await Query().AnyAsync(seen => seen.Id == id, cancellationToken)
            ? new ForbiddenException($"This needs the permission '{CommentPermissions.Write}'.")
            : new NotFoundException(nameof(Comment), "input", field);
    }

    /// <summary>Whether the viewer may delete what others wrote.</summary>
    public Task<bool> MayModerateAsync(Comment comment, CancellationToken cancellationToken) =>
        Query(CommentPermissions.Moderate).AnyAsync(moderated => moderated.Id == comment.Id, cancellationToken);
}
