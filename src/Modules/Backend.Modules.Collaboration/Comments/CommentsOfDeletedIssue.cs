using Backend.Contracts.Tracking;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Collaboration.Comments;

/// <summary>An issue that is deleted for good takes what was said about it along.</summary>
internal sealed class CommentsOfDeletedIssue(BackendDbContext db) : IIssueDeletedHandler
{
    public async Task OnIssueDeletedAsync(IIssue issue, CancellationToken cancellationToken)
    {
        var comments = await db.Comments.Where(comment => comment.IssueId == issue.Id).ToListAsync(cancellationToken);
        db.RemoveRange(comments);
    }
}
