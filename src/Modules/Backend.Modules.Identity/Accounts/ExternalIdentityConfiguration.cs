using Backend.Modules.Identity.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Identity.Accounts;

internal sealed class ExternalIdentityConfiguration : IEntityTypeConfiguration<ExternalIdentity>
{
    public void Configure(EntityTypeBuilder<ExternalIdentity> builder)
    {
        builder.ToTable("identity_external_identities");
        builder.HasKey(identity => new { identity.Issuer, identity.Subject });
        // 255: the longest subject of OpenID Connect Core 1.0 (2).
        builder.Property(identity => identity.Subject).HasMaxLength(255);
        builder.Ignore(identity => identity.Known);
        builder.Property(identity => identity.Issuer).HasMaxLength(512);
        builder.HasOne<User>().WithMany().HasForeignKey(identity => identity.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
