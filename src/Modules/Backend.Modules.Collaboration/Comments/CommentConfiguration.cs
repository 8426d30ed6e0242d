using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Collaboration.Comments;

internal sealed class CommentConfiguration() : WorkspaceEntityConfiguration<Comment>("collaboration_comments")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Comment> builder)
    {
        builder.HasOne<Comment>().WithMany()
            .HasForeignKey(comment => new { comment.WorkspaceId, comment.ParentId })
            .OnDelete(DeleteBehavior.Cascade);
        // The comments of an issue, in their order.
        builder.HasIndex(comment => new { comment.WorkspaceId, comment.IssueId, comment.CreatedAt, comment.Id });
    }
}
