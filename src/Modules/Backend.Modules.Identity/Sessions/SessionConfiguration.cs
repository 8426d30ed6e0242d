using Backend.Modules.Identity.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Identity.Sessions;

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("identity_sessions");
        builder.Property(session => session.Id).ValueGeneratedNever();
        builder.Property(session => session.SecretHash).HasMaxLength(64);
        builder.Property(session => session.Issuer).HasMaxLength(512);
        builder.Property(session => session.Subject).HasMaxLength(255);
        builder.Property(session => session.ProviderSubject).HasMaxLength(255);
        builder.Property(session => session.Provider).HasMaxLength(512);
        builder.Property(session => session.ProviderSessionId).HasMaxLength(255);
        builder.Property(session => session.Address).HasMaxLength(Session.MaxAddress);
        builder.Property(session => session.UserAgent).HasMaxLength(Session.MaxUserAgent);
        builder.HasOne<User>().WithMany().HasForeignKey(session => session.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(session => session.SecretHash).IsUnique();
        builder.HasIndex(session => new { session.UserId, session.LastSeenAt });
        builder.HasIndex(session => new { session.Issuer, session.ProviderSessionId });
        builder.HasIndex(session => new { session.Issuer, session.Subject });
        builder.HasIndex(session => new { session.Issuer, session.ProviderSubject });
        builder.HasIndex(session => session.ExpiresAt);
    }
}

internal sealed class HeardSignOutConfiguration : IEntityTypeConfiguration<HeardSignOut>
{
    public void Configure(EntityTypeBuilder<HeardSignOut> builder)
    {
        builder.ToTable("identity_heard_sign_outs");
        builder.HasKey(heard => new { heard.Issuer, heard.Message });
        builder.Property(heard => heard.Issuer).HasMaxLength(512);
        builder.Property(heard => heard.Message).HasMaxLength(64);
        builder.HasIndex(heard => heard.HeardAt);
    }
}
