using Backend.Modules.Workspaces.Members;
using Backend.Modules.Workspaces.Workspaces;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Workspaces.Teams;

internal sealed class TeamConfiguration() : WorkspaceEntityConfiguration<Team>("workspaces_teams")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Team> builder)
    {
        builder.Property(team => team.Key).HasMaxLength(TeamRules.MaxKeyLength);
        builder.Property(team => team.Name).HasMaxLength(TextRules.MaxNameLength);
        builder.Property(team => team.Description).HasMaxLength(TextRules.MaxDescriptionLength);
        builder.Property(team => team.Color).HasMaxLength(7);
        builder.Property(team => team.Timezone).HasMaxLength(64);
        builder.HasOne<Workspace>().WithMany()
            .HasForeignKey(team => team.WorkspaceId)
            .HasPrincipalKey(workspace => workspace.WorkspaceId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(team => new { team.WorkspaceId, team.Key }).IsUnique();
    }
}

internal sealed class TeamMembershipConfiguration() : WorkspaceEntityConfiguration<TeamMembership>("workspaces_team_memberships")
{
    protected override void ConfigureEntity(EntityTypeBuilder<TeamMembership> builder)
    {
        builder.HasOne<Team>().WithMany()
            .HasForeignKey(membership => new { membership.WorkspaceId, membership.TeamId })
            .OnDelete(DeleteBehavior.Cascade);
        // What was there before anything else gave places was given by hand; so is what a node of the previous version writes.
        builder.Property(membership => membership.Origin).HasDefaultValue(PlaceOrigin.Manual).HasSentinel(PlaceOrigin.Manual);
        builder.HasIndex(membership => new { membership.WorkspaceId, membership.TeamId, membership.UserId }).IsUnique();
        // Finds the teams that somebody was added to.
        builder.HasIndex(membership => new { membership.WorkspaceId, membership.UserId, membership.TeamId });
    }
}
