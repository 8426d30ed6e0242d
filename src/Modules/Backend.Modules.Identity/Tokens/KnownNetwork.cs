using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Identity.Tokens;

/// <summary>A network from which a token was used. Its hash is enough to know it again, and does not list where people are.</summary>
internal sealed class KnownNetwork
{
    /// <summary>The token, or, of an issuer's tokens, the person.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The SHA-256 of subject and network.</summary>
    public required string NetworkHash { get; init; }

    /// <summary>When it was last used from there, to a day.</summary>
    public required DateTimeOffset LastSeenAt { get; set; }

    public static string Hash(Guid subjectId, string network) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{subjectId:N} {network}")));
}

internal sealed class KnownNetworkConfiguration : IEntityTypeConfiguration<KnownNetwork>
{
    public void Configure(EntityTypeBuilder<KnownNetwork> builder)
    {
        builder.ToTable("identity_known_networks");
        builder.HasKey(known => new { known.SubjectId, known.NetworkHash });
        builder.Property(known => known.NetworkHash).HasMaxLength(64);
        builder.HasIndex(known => known.LastSeenAt);
    }
}
