using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Access.Grants;

internal sealed class GrantConfiguration() : WorkspaceEntityConfiguration<Grant>("access_grants")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Grant> builder)
    {
        // By whom they are looked up when an operation begins, by what when somebody looks at a thing, by time when they end.
        builder.HasIndex(grant => new { grant.WorkspaceId, grant.UserId });
        builder.HasIndex(grant => new { grant.WorkspaceId, grant.TeamId });
        builder.HasIndex(grant => new { grant.WorkspaceId, grant.TokenId }).HasFilter("token_id IS NOT NULL");
        builder.HasIndex(grant => new { grant.WorkspaceId, grant.ResourceKind, grant.ResourceId });
        builder.HasIndex(grant => new { grant.WorkspaceId, grant.RoleId });
        builder.HasIndex(grant => new { grant.WorkspaceId, grant.ExpiresAt }).HasFilter("expires_at IS NOT NULL");
    }
}
