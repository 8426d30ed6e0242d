using Backend.Contracts.Collaboration;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Collaboration.Comments;

internal sealed class CommentDirectory(BackendDbContext db) : ICommentDirectory
{
    public async Task<IReadOnlyDictionary<Guid, IComment>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? new Dictionary<Guid, IComment>()
            : await db.Comments.Where(comment => ids.Contains(comment.Id)).ToDictionaryAsync(comment => comment.Id, IComment (comment) => comment, cancellationToken);
}
