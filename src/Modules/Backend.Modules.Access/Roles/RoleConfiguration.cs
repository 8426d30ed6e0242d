using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Access.Roles;

internal sealed class RoleConfiguration() : WorkspaceEntityConfiguration<Role>("access_roles")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Role> builder)
    {
        builder.Ignore(role => role.IsBuiltIn);
        builder.Property(role => role.Name).HasMaxLength(RoleRules.MaxNameLength);
        builder.Property(role => role.NameKey).HasMaxLength(RoleRules.MaxNameLength);
        builder.Property(role => role.Description).HasMaxLength(RoleRules.MaxDescriptionLength);
        // Always read as a whole, and alike on both databases.
        builder.Property(role => role.Permissions).HasConversion(
            permissions => string.Join(' ', permissions),
            text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            new ValueComparer<IReadOnlyList<string>>((one, other) => one!.SequenceEqual(other!), list => string.Join(' ', list).GetHashCode(StringComparison.Ordinal)));
        builder.HasIndex(role => new { role.WorkspaceId, role.NameKey }).IsUnique();
    }
}
