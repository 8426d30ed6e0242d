using Backend.Modules.Collaboration.Comments;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Backend.Modules.Collaboration;

/// <summary>The module's entities.</summary>
internal static class CollaborationSets
{
    extension(BackendDbContext db)
    {
        public DbSet<Comment> Comments => db.Set<Comment>();
    }
}
