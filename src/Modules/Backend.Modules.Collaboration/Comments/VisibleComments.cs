using Backend.Contracts.Tracking;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Collaboration.Comments;

/// <summary>Which comments the viewer may see: those of the issues that the viewer may see.</summary>
internal sealed class VisibleComments(BackendDbContext db, IIssueDirectory issues)
{
    public IQueryable<Comment> Query()
    {
        var visible = issues.VisibleIds();
        // Asked for each comment's issue by its key: as a list, SQLite would gather every issue first.
        return db.Comments.Where(comment => visible.Any(id => id == comment.IssueId));
    }

    /// <exception cref="NotFoundException">There is none, or the viewer may not see it.</exception>
    public async Task<Comment> GetAsync(Guid id, string field, CancellationToken cancellationToken) =>
        await Query().SingleOrDefaultAsync(comment => comment.Id == id, cancellationToken) ?? throw new NotFoundException(nameof(Comment), "input", field);
}
