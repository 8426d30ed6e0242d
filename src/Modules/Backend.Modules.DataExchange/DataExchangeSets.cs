using Backend.Modules.DataExchange.Imports;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.DataExchange;

/// <summary>The module's entities.</summary>
internal static class DataExchangeSets
{
    extension(BackendDbContext db)
    {
        public DbSet<Import> Imports => db.Set<Import>();

        /// <summary>Rows of the session's workspace.</summary>
        public IQueryable<ImportRow> RowsOf(Guid importId)
        {
            var workspaceId = db.Session.WorkspaceId;
            return db.Set<ImportRow>().Where(row => row.WorkspaceId == workspaceId && row.ImportId == importId);
        }

        /// <summary>The pieces of an import's file.</summary>
        public IQueryable<ImportChunk> ChunksOf(Guid importId)
        {
            var workspaceId = db.Session.WorkspaceId;
            return db.Set<ImportChunk>().Where(chunk => chunk.WorkspaceId == workspaceId && chunk.ImportId == importId);
        }
    }
}
