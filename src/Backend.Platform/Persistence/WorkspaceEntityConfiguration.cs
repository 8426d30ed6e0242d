using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Platform.Persistence;

/// <summary>What every entity of a workspace has in common: its key, its concurrency token, its table's name.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
/// <param name="table">The table, as <c>module_plural</c> in snake case.</param>
public abstract class WorkspaceEntityConfiguration<TEntity>(string table) : IEntityTypeConfiguration<TEntity>
    where TEntity : WorkspaceEntity
{
    /// <inheritdoc />
    public void Configure(EntityTypeBuilder<TEntity> builder)
    {
        builder.ToTable(table);
        builder.HasKey(entity => new { entity.WorkspaceId, entity.Id });
        builder.Property(entity => entity.Id).ValueGeneratedNever();
        builder.Property(entity => entity.Version).IsConcurrencyToken();
        ConfigureEntity(builder);
    }

    /// <summary>Configures what is the entity's own.</summary>
    protected abstract void ConfigureEntity(EntityTypeBuilder<TEntity> builder);
}
