using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.DataExchange.Imports;

internal sealed class ImportConfiguration() : WorkspaceEntityConfiguration<Import>("data_exchange_imports")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Import> builder)
    {
        builder.Property(import => import.TeamKey).HasMaxLength(16);
        builder.Property(import => import.Source).HasMaxLength(64);
        builder.Property(import => import.FileName).HasMaxLength(Import.MaxNameLength);
        builder.Property(import => import.FileHash).HasMaxLength(64);
        builder.Property(import => import.Columns);
        builder.Property(import => import.States);
        builder.Property(import => import.Asked).HasColumnName("status");
        builder.Ignore(import => import.IsActive);
        builder.HasIndex(import => new { import.WorkspaceId, import.CreatedAt });
    }
}

internal sealed class ImportRowConfiguration : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> builder)
    {
        builder.ToTable("data_exchange_import_rows");
        builder.HasKey(row => new { row.WorkspaceId, row.Id });
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasOne<Import>().WithMany().HasForeignKey(row => new { row.WorkspaceId, row.ImportId }).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => new { row.WorkspaceId, row.ImportId, row.Line });
    }
}

internal sealed class ImportChunkConfiguration : IEntityTypeConfiguration<ImportChunk>
{
    public void Configure(EntityTypeBuilder<ImportChunk> builder)
    {
        builder.ToTable("data_exchange_import_chunks");
        builder.HasKey(chunk => new { chunk.WorkspaceId, chunk.ImportId, chunk.Position });
        builder.HasOne<Import>().WithMany().HasForeignKey(chunk => new { chunk.WorkspaceId, chunk.ImportId }).OnDelete(DeleteBehavior.Cascade);
    }
}
