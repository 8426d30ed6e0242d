using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Identity.Tokens;

internal sealed class PersonalTokenConfiguration() : WorkspaceEntityConfiguration<PersonalToken>("identity_personal_tokens")
{
    protected override void ConfigureEntity(EntityTypeBuilder<PersonalToken> builder)
    {
        builder.Property(token => token.Name).HasMaxLength(TokenRules.MaxNameLength);
        builder.Property(token => token.Prefix).HasMaxLength(TokenText.ShownLength);
        builder.Property(token => token.Hash).HasMaxLength(64);
        builder.Property(token => token.LastUsedAddress).HasMaxLength(PersonalToken.MaxAddress);
        // Finds a token before it is known which workspace it is of.
        builder.HasIndex(token => token.Hash);
        builder.HasIndex(token => new { token.WorkspaceId, token.UserId, token.CreatedAt });
        builder.HasIndex(token => token.ExpiresAt);
    }
}
