using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Workspaces.Members;

internal sealed class MembershipConfiguration() : WorkspaceEntityConfiguration<Membership>("workspaces_memberships")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Membership> builder)
    {
        builder.HasOne<Workspace>().WithMany()
            .HasForeignKey(membership => membership.WorkspaceId)
            .HasPrincipalKey(workspace => workspace.WorkspaceId)
            .OnDelete(DeleteBehavior.Cascade);
        // What was there before anything else gave places was given by hand; so is what a node of the previous version writes.
        builder.Property(membership => membership.Origin).HasDefaultValue(PlaceOrigin.Manual).HasSentinel(PlaceOrigin.Manual);
        builder.HasIndex(membership => new { membership.WorkspaceId, membership.UserId }).IsUnique();
        // Finds a user's workspaces, before it is known which one the request is for.
        builder.HasIndex(membership => membership.UserId);
    }
}
