using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Audit.Exports;

/// <summary>A piece of an export's file. It is kept in the database, where every node has it.</summary>
internal sealed class AuditExportChunk
{
    public required Guid WorkspaceId { get; init; }

    public required Guid JobId { get; init; }

    /// <summary>Which piece, from 0.</summary>
    public required int Position { get; init; }

    public required byte[] Content { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class AuditExportChunkConfiguration : IEntityTypeConfiguration<AuditExportChunk>
{
    public void Configure(EntityTypeBuilder<AuditExportChunk> builder)
    {
        builder.ToTable("audit_export_chunks");
        builder.HasKey(chunk => new { chunk.WorkspaceId, chunk.JobId, chunk.Position });
    }
}

internal static class AuditExportSets
{
    extension(BackendDbContext db)
    {
        public IQueryable<AuditExportChunk> ChunksOf(Guid workspaceId, Guid jobId) =>
            db.Set<AuditExportChunk>().Where(chunk => chunk.WorkspaceId == workspaceId && chunk.JobId == jobId);
    }
}
