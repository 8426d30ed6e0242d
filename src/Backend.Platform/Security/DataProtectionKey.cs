using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Platform.Security;

/// <summary>A key of Data Protection, which all nodes share.</summary>
internal sealed class DataProtectionKey
{
    public Guid Id { get; init; }

    public string FriendlyName { get; init; } = string.Empty;

    public string Xml { get; init; } = string.Empty;
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.ToTable("platform_data_protection_keys");
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.FriendlyName).HasMaxLength(128);
    }
}
