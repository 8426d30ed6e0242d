using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Identity.Users;

/// <summary>Users belong to no workspace: one person may work in several.</summary>
internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("identity_users");
        builder.Property(user => user.Id).ValueGeneratedNever();
        builder.Property(user => user.Version).IsConcurrencyToken();
        builder.Property(user => user.Name).HasMaxLength(UserRules.MaxNameLength);
        builder.Property(user => user.DisplayName).HasMaxLength(UserRules.MaxHandleLength);
        builder.Property(user => user.Email).HasMaxLength(254);
        builder.Property(user => user.AvatarUrl).HasMaxLength(UserRules.MaxUrlLength);
        builder.Property(user => user.Timezone).HasMaxLength(64);
        builder.Property(user => user.Locale).HasMaxLength(16);
        builder.HasIndex(user => user.DisplayName).IsUnique();
        builder.HasIndex(user => user.Email);
    }
}
